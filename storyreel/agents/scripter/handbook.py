"""The handbook Scripter: a Dialogue becomes a Script by the rules of film grammar, without any model.

It reads, divides, casts, covers, blocks and times; each rule stands in its own file beside this one and says why in the Shot's
reason. The same source, settings and seed give the same Script. It knows nothing of backends or prompts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyreel.agents.scripter.beats import Beat, Speech, turn_of
from storyreel.agents.scripter.board import Board
from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.camera import SceneCut
from storyreel.agents.scripter.casting import genders, make_cast
from storyreel.agents.scripter.coverage import cover
from storyreel.agents.scripter.drafts import Draft
from storyreel.agents.scripter.places import Setting, read_setting
from storyreel.agents.scripter.presence import at_the_end
from storyreel.agents.scripter.props import look_of
from storyreel.agents.scripter.reader import Reader
from storyreel.agents.scripter.revise import revise_script
from storyreel.agents.scripter.scenes import SceneSource, divide
from storyreel.agents.scripter.sheet import SceneSheet, write_shots
from storyreel.agents.scripter.sizes import settle_sizes
from storyreel.agents.scripter.spans import choose_pace, total_ms
from storyreel.agents.scripter.wording import described, scene_plot, tone_of
from storyreel.errors import SourceError
from storyreel.film.bank import Character, Place
from storyreel.film.dialogue import Dialogue, Direction, Line
from storyreel.film.edits import Edit
from storyreel.film.finding import Finding
from storyreel.film.note import Note
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Act, Scene, Script, Shot

__all__ = [
    "CoveredScene",
    "HandbookScripter",
    "ReadScene",
    "acts_of",
    "cover_scene",
    "places_of",
    "read_scenes",
    "scene_of",
    "write_script",
]


@dataclass(frozen=True)
class ReadScene:
    """One scene, read and covered."""

    source: SceneSource
    setting: Setting
    beats: tuple[Beat, ...]
    opening: tuple[Business, ...]
    cut: SceneCut
    new_place: bool


@dataclass(frozen=True)
class CoveredScene:
    """One scene with the Shots that it gets, and what is done before the first of them."""

    read: ReadScene
    drafts: tuple[Draft, ...]
    opening: tuple[Business, ...]


class HandbookScripter:
    """Writes Scripts by rule, and revises them by Edits."""

    name = "handbook"

    async def write(self, dialogue: Dialogue, *, settings: FilmSettings) -> Script:
        """The shooting script of a Dialogue.

        Every Line is in it once, whole, in order, under its own speaker; a Line too long for one Shot is in consecutive parts.

        Raises:
            SourceError: If there is nothing in the Dialogue.
        """
        return write_script(dialogue, settings)

    async def revise(
        self,
        script: Script,
        dialogue: Dialogue,
        *,
        settings: FilmSettings,
        findings: Sequence[Finding] = (),
        notes: Sequence[Note] = (),
    ) -> tuple[Edit, ...]:
        """Edits that answer Findings and Notes, touching only what they touch; an unknown kind of Finding gives none."""
        return revise_script(script, dialogue, findings=findings, notes=notes)


def write_script(dialogue: Dialogue, settings: FilmSettings) -> Script:
    """`HandbookScripter.write` without the await."""
    if not dialogue.items:
        raise SourceError("the dialogue is empty: expected at least one line such as NAME: text")
    language = settings.language or dialogue.language
    cast = make_cast(dialogue, seed=settings.seed)
    scenes = read_scenes(dialogue, cast, language, settings.seed)
    covered = [cover_scene(scene, lean=False) for scene in scenes]
    pace = 1.0
    if settings.seconds:
        wish = round(settings.seconds * 1000)
        pace = choose_pace([one.drafts for one in covered], wish)
        if total_ms([one.drafts for one in covered], pace) > wish * 1.05:
            covered = [cover_scene(scene, lean=True) for scene in scenes]
            pace = choose_pace([one.drafts for one in covered], wish)
    return _written(dialogue, cast, covered, settings, language, pace)


def read_scenes(dialogue: Dialogue, cast: tuple[Character, ...], language: str, seed: int) -> list[ReadScene]:
    """The source's scenes, each read into beats."""
    props = tuple(prop.name for prop in dialogue.bank.props)
    reader = Reader(cast, language=language, props=props, genders=genders(dialogue, cast, seed=seed), dialogue=dialogue)
    scenes: list[ReadScene] = []
    before: Setting | None = None
    there: tuple[str, ...] = ()
    for source in divide(dialogue):
        lines = [at for at, item in enumerate(source.items) if isinstance(item, Line)]
        head = source.items[: lines[0]] if lines else source.items
        directions = [item.text for item in head if isinstance(item, Direction)]
        setting = read_setting(source.heading, directions, dialogue.bank.places, before)
        beats, opening = reader.read(source.items, there)
        turn = turn_of(beats)
        beats = tuple(replace(one, turn=True) if at == turn and isinstance(one, Speech) else one for at, one in enumerate(beats))
        later = before is not None and (before.time_of_day != setting.time_of_day or "later" in source.reason.casefold())
        cut = SceneCut(first=before is None, act=bool(source.act) and before is not None, later=later)
        new = before is None or before.place != setting.place or later
        scenes.append(ReadScene(source, setting, beats, opening, cut, new))
        before = setting
        there = at_the_end(beats) or there
    return scenes


def cover_scene(scene: ReadScene, *, lean: bool) -> CoveredScene:
    """A scene covered by the rules; `lean` leaves out what may be left out."""
    board = Board(scene.beats, scene.setting.place, scene.new_place, scene.setting.interior, lean)
    drafts = settle_sizes(cover(board))
    return CoveredScene(scene, drafts, (*scene.opening, *board.opening))


def _written(
    dialogue: Dialogue,
    cast: tuple[Character, ...],
    covered: Sequence[CoveredScene],
    settings: FilmSettings,
    language: str,
    pace: float,
) -> Script:
    scenes: list[Scene] = []
    at_ms = 0
    for number, one in enumerate(covered, start=1):
        sheet = SceneSheet(
            number=number,
            beats=one.read.beats,
            drafts=one.drafts,
            opening=one.opening,
            setting=one.read.setting,
            cut=one.read.cut,
            start_ms=at_ms,
            pace=pace,
            seed=settings.seed,
            frames_per_second=float(settings.rate),
        )
        shots = write_shots(sheet)
        at_ms = shots[-1].end_ms if shots else at_ms
        scenes.append(scene_of(number, one, shots))
    props = dict.fromkeys(name for scene in scenes for name in scene.props)
    return Script(
        title=dialogue.title,
        language=language,
        cast=cast,
        places=places_of(dialogue, covered),
        props=tuple(look_of(name, dialogue.bank.props) for name in props),
        acts=acts_of(covered),
        scenes=tuple(scenes),
    )


def scene_of(number: int, one: CoveredScene, shots: tuple[Shot, ...]) -> Scene:
    """The Scene of these Shots, described from its source."""
    read = one.read
    props = dict.fromkeys(name for shot in shots for name in (*shot.props, *(held for b in shot.blocking for held in b.holds)))
    return Scene(
        id=str(number),
        uid=f"sc_{number}",
        heading=read.source.heading.text if read.source.heading else "",
        place=read.setting.place,
        time_of_day=read.setting.time_of_day,
        interior=read.setting.interior,
        description=described(read.setting.look, read.beats),
        plot=scene_plot(read.beats),
        tone=tone_of(read.beats),
        props=tuple(props),
        reason=f"{read.source.reason}; {read.setting.reason}",
        shots=shots,
    )


def places_of(dialogue: Dialogue, covered: Sequence[CoveredScene]) -> tuple[Place, ...]:
    """The source's places, and those that its scenes name besides."""
    known = {place.name: place for place in dialogue.bank.places}
    for one in covered:
        known.setdefault(one.read.setting.place, Place(name=one.read.setting.place, look=one.read.setting.look))
    return tuple(known.values())


def acts_of(covered: Sequence[CoveredScene]) -> tuple[Act, ...]:
    """Acts where the source has headings for them; each holds the scenes up to the next."""
    acts: list[Act] = []
    for number, one in enumerate(covered, start=1):
        if one.read.source.act:
            title = one.read.source.act
            acts.append(Act(id=str(len(acts) + 1), title=title, reason=f"the source's heading: {title}", scenes=()))
        if acts:
            acts[-1] = acts[-1].changed(scenes=(*acts[-1].scenes, str(number)))
    return tuple(acts)
