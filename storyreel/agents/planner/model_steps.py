"""MovieAgent's three steps with any model: director, scene planner, shot planner, each thought kept and passed on.

Each step sees the one above it with its reasoning, and what came before it: the sub-script before, the scene before. The story is
cut, never copied, so no step can lose or change a word of it. One request for each sub-script and each scene. A step that fails
leaves its piece whole, and that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from pydantic import BaseModel, JsonValue

from storyreel.agents.planner.model_boxes import read_box
from storyreel.agents.planner.model_forms import DirectorForm, SceneForm, ScenesForm, ShotPlanForm, ShotPlansForm, SubScriptForm
from storyreel.agents.planner.model_story import Piece, Story, cut_at
from storyreel.agents.scripter.model_asking import ask_for, context_room, tokens_in
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_telling import Telling
from storyreel.errors import BackendError, BackendUnavailable
from storyreel.film.bank import Bank
from storyreel.formats.movieagent import Box, MoviePlan, MovieScene, MovieShot, SubScript
from storyreel.tools.chat import ChatModel

__all__ = ["Steps"]

Form = TypeVar("Form", bound=BaseModel)

_PATIENCE: Final = 2
_MOST_SUB_SCRIPTS: Final = 20
_BEFORE_CHARS: Final = 400


@dataclass
class Steps:
    """One story on its way to shots.

    Attributes:
        failed: Why the last request got no answer, "" where it got one.
    """

    chat: ChatModel
    story: Story
    bank: Bank
    telling: Telling
    language: str = ""
    spoken: str = ""
    seed: int = 0
    failed: str = ""
    missed: int = 0
    answered: int = 0
    names: CastNames = field(init=False)

    def __post_init__(self) -> None:
        self.names = CastNames(self.bank.characters)

    async def plan(self) -> MoviePlan:
        """The whole plan; what no model answered for stays one piece."""
        relationships: dict[str, str] = {}
        thought: dict[str, str] = {}
        subs: list[SubScript] = []
        for chunk in _chunks(self.story, context_room(self.chat)):
            form = await self._direct(chunk, subs)
            relationships |= {" - ".join(one.between[:2]): one.what for one in form.relationships if len(one.between) > 1}
            thought = thought or {name: words for name, words in form.thought.model_dump().items() if words}
            for sub, piece in self._sub_scripts(form, chunk, len(subs)):
                planned, words = await self._scenes(sub, piece, subs)
                subs.append(await self._with_shots(sub, planned, words))
        return MoviePlan(relationships=relationships, thought=thought, sub_scripts=tuple(subs))

    async def _direct(self, chunk: Piece, before: Sequence[SubScript]) -> DirectorForm:
        data = [("story", self.story.shown(chunk)), ("cast", self._cast()), ("sub-script before", _last_sub(before))]
        return await self._filled("planner/director", data, DirectorForm, "the story", most=4000, language=self.language)

    def _sub_scripts(self, form: DirectorForm, chunk: Piece, done: int) -> list[tuple[SubScript, Piece]]:
        cut = cut_at([one.first for one in form.sub_scripts[:_MOST_SUB_SCRIPTS]], chunk)
        self.telling.repaired("the story", *cut.repairs)
        pieces = cut.pieces or ((-1, chunk),)
        made: list[tuple[SubScript, Piece]] = []
        for number, (at, piece) in enumerate(pieces, start=done + 1):
            one = form.sub_scripts[at] if at >= 0 else SubScriptForm(first="", reason=self.failed or "the story is one piece")
            made.append((self._sub_script(one, piece, number), piece))
        return made

    def _sub_script(self, one: SubScriptForm, piece: Piece, number: int) -> SubScript:
        told = {"Title": one.title, "Themes": one.themes, "Emotional Tone": one.tone}
        return SubScript(
            name=f"Sub-Script {number}",
            plot=self.story.text(piece),
            characters=self._people(f"sub-script {number}", one.characters),
            timeline=one.timeline,
            reason=one.reason,
            extra={name: words for name, words in told.items() if words},
        )

    async def _scenes(
        self, sub: SubScript, piece: Piece, before: Sequence[SubScript]
    ) -> tuple[list[tuple[SceneForm, Piece]], dict[str, str]]:
        data = [
            ("sub-script", self.story.shown(piece)),
            ("reasoning", _rows(Title=str(sub.extra.get("Title", "")), Time=sub.timeline, Reason=sub.reason)),
            ("cast", self._cast()),
            ("sub-script before", _last_sub(before)),
        ]
        form = await self._filled("planner/scenes", data, ScenesForm, sub.name, most=4000, language=self.language)
        cut = cut_at([one.first for one in form.scenes], piece)
        self.telling.repaired(sub.name, *cut.repairs)
        pieces = cut.pieces or ((-1, piece),)
        whole = SceneForm(first="", characters=list(sub.characters), reason=self.failed or "the sub-script is one scene")
        words = {name: said for name, said in form.thought.model_dump().items() if said}
        return [(form.scenes[at] if at >= 0 else whole, one) for at, one in pieces], words

    async def _with_shots(self, sub: SubScript, scenes: Sequence[tuple[SceneForm, Piece]], thought: dict[str, str]) -> SubScript:
        made: list[MovieScene] = []
        for number, (form, piece) in enumerate(scenes, start=1):
            made.append(await self._scene(sub, form, piece, number, made))
        return SubScript(
            name=sub.name,
            plot=sub.plot,
            characters=sub.characters,
            timeline=sub.timeline,
            reason=sub.reason,
            thought=thought,
            scenes=tuple(made),
            extra=sub.extra,
        )

    async def _scene(
        self, sub: SubScript, form: SceneForm, piece: Piece, number: int, before: Sequence[MovieScene]
    ) -> MovieScene:
        where = f"{sub.name}, scene {number}"
        data = [
            ("scene", _scene_rows(form, self.story.text(piece))),
            ("reasoning", _rows(Sub_script=sub.reason, Scene=form.reason)),
            ("cast", self._cast(form.characters)),
            ("scene before", _last_scene(before)),
        ]
        shots = await self._filled(
            "planner/shots", data, ShotPlansForm, where, most=6000, language=self.language, spoken=self.spoken
        )
        if self.failed:
            self.telling.fell_back(where, self.failed)
        told = {"Place": form.place, "Time of Day": form.time_of_day, "Sound": form.sound, "Reason": form.reason}
        extra: dict[str, JsonValue] = {name: one for name, one in told.items() if one}
        extra |= {"Inside": form.inside, "Story": self.story.text(piece)}
        return MovieScene(
            name=f"Scene {number}",
            characters=self._people(where, form.characters),
            plot=form.plot,
            description=form.description,
            tone=form.tone,
            style=form.visual_style,
            props=tuple(form.props),
            music=form.music,
            camera_notes=form.camera_notes,
            thought={name: said for name, said in shots.thought.model_dump().items() if said},
            shots=tuple(self._shot(where, one, at) for at, one in enumerate(shots.shots, start=1)),
            extra=extra,
        )

    def _shot(self, where: str, form: ShotPlanForm, number: int) -> MovieShot:
        boxes: dict[str, Box | None] = {}
        for one in form.characters:
            for name in self._people(f"{where}, shot {number}", [one.name]):
                read = read_box(one.box)
                if read.repair:
                    self.telling.repaired(where, f"shot {number}: {name}'s place {one.box} {read.repair}")
                boxes[name] = read.box
        told: dict[str, JsonValue] = {
            "Angle": form.angle,
            "Direction": form.direction,
            "Lighting": form.lighting,
            "Effects": form.effects,
            "Sound": form.sound,
            "Props": list[JsonValue](form.props),
            "Seconds": form.seconds,
            "Manners": list[JsonValue](one.how for one in form.subtitles) if any(one.how for one in form.subtitles) else [],
            "Reason": form.reason,
        }
        return MovieShot(
            name=f"Shot {number}",
            boxes=boxes,
            plot=form.plot,
            coarse_plot=form.coarse_plot,
            emotion=form.emotion,
            shot_type=form.size,
            camera=form.camera,
            subtitles=tuple((self._speaker(where, one.speaker), one.text) for one in form.subtitles if one.text),
            extra={name: one for name, one in told.items() if one},
        )

    def _speaker(self, where: str, written: str) -> str:
        found = self.names.find(written)
        if not found.name:
            self.telling.repaired(where, f"{written[:60]!r} speaks and is not in the cast; added to it")
        return found.name or " ".join(written.split())[:60] or "A VOICE"

    def _people(self, where: str, written: Sequence[str]) -> tuple[str, ...]:
        found = {one: self.names.find(one).name for one in written}
        unknown = [one for one, name in found.items() if not name]
        self.telling.repaired(where, *(f"{one[:60]!r} is nobody of the cast; left out" for one in unknown))
        return tuple(dict.fromkeys(name for name in found.values() if name))

    def _cast(self, names: Sequence[str] = ()) -> str:
        here = {self.names.find(one).name for one in names}
        people = [one for one in self.bank.characters if not names or one.name in here] or self.bank.characters
        return "\n".join(f"{one.name}: {one.appearance or one.profile}".rstrip(": ") for one in people)

    async def _filled(
        self, prompt: str, data: Sequence[tuple[str, str]], form: type[Form], where: str, *, most: int, **values: str
    ) -> Form:
        """The form filled in; an empty one where no answer came, with `failed` set and the reason told."""
        if self.missed >= _PATIENCE:
            return form()
        try:
            answer = await self.chat.fill(ask_for(prompt, data, seed=self.seed, media=(), most=most, **values), form)
        except BackendError as exc:
            self.failed = str(exc)
            self.missed = self.missed + 1 if isinstance(exc, BackendUnavailable) else 0
            self.telling.repaired(where, f"{prompt} had no answer: {exc}")
            return form()
        self.failed, self.missed = "", 0
        self.answered += 1
        return answer.value


def _chunks(story: Story, room_tokens: int) -> list[Piece]:
    """The story in pieces that fit a request each, cut between sentences."""
    pieces: list[Piece] = []
    start, held = 0, 0
    for at in range(len(story.spans)):
        size = tokens_in(story.shown(Piece(at, at + 1)))
        if at > start and held + size > room_tokens:
            pieces.append(Piece(start, at))
            start, held = at, 0
        held += size
    return [*pieces, Piece(start, len(story.spans))]


def _rows(**words: str) -> str:
    return "\n".join(f"{name.replace('_', '-')}: {text}" for name, text in words.items() if text)


def _scene_rows(form: SceneForm, story: str) -> str:
    rows = _rows(Place=form.place, Time=form.time_of_day, What_happens=form.plot, Description=form.description, Tone=form.tone)
    more = _rows(Style=form.visual_style, Props=", ".join(form.props), Camera=form.camera_notes, Sound=form.sound)
    return "\n".join(part for part in (rows, more, f"Story:\n{story}") if part)


def _last_sub(before: Sequence[SubScript]) -> str:
    return _rows(Story=before[-1].plot[-_BEFORE_CHARS:], Time=before[-1].timeline, Reason=before[-1].reason) if before else ""


def _last_scene(before: Sequence[MovieScene]) -> str:
    if not before:
        return ""
    last = before[-1].shots[-1].plot if before[-1].shots else ""
    place = str(before[-1].extra.get("Place", ""))
    return _rows(Place=place, What_happened=before[-1].plot, Tone=before[-1].tone, Last_shot=last)
