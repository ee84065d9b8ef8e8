"""What is stale: pure functions from the state to the hash of each stage's inputs and to the first stage with work left.

A stage is stale when the hash of its inputs is not the one it last ran on. It knows the names of stages, no node.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from storyreel.film.base import hash_of
from storyreel.film.note import Limits, Note
from storyreel.film.plan import FilmSettings
from storyreel.graph.state import FilmState, Record

__all__ = [
    "InForceNow",
    "Stage",
    "active_notes",
    "after_takes",
    "cut_inputs",
    "film_inputs",
    "first_stale",
    "in_force",
    "intake_inputs",
    "plan_inputs",
    "script_inputs",
    "script_notes",
    "written_inputs",
]

Stage = Literal["intake", "scripter", "gate_script", "director", "editor", "film_critic", "gate_film", "end"]


_AFTER_THE_CUT = frozenset({"titles", "burn_subtitles", "truth", "judge_gates"})
"""Settings that only what lies beside the film depends on: a plan made without them stands."""


class InForceNow(NamedTuple):
    """Settings and limits after the Notes, and who makes the takes.

    Attributes:
        writers: Who plans and writes the script; empty for those that are there by default.
        judge: The model that judges, and whether its scores gate; empty where there is none.
    """

    settings: FilmSettings
    limits: Limits
    generator: str
    voice: str
    threshold: float | None
    writers: tuple[str, ...] = ()
    judge: tuple[str, ...] = ()


def active_notes(state: FilmState) -> list[tuple[str, Record]]:
    """Notes that were not undone, in order."""
    return [(key, record) for key, record in sorted(state.get("notes", {}).items()) if not record.get("undone")]


def _note(record: Record) -> Note:
    return Note.model_validate(record["note"])


def script_notes(state: FilmState) -> list[Note]:
    """Active Notes that ask for another Script."""
    notes = [_note(record) for _, record in active_notes(state)]
    return [note for note in notes if note.op in ("change", "retake") and set(note.changes) - {"style"}]


def in_force(
    settings: FilmSettings,
    limits: Limits,
    state: FilmState,
    *,
    generator: str,
    voice: str,
    threshold: float | None,
    writers: tuple[str, ...] = (),
    judge: tuple[str, ...] = (),
) -> InForceNow:
    """Settings and Limits with the Notes that change them laid over."""
    for _, record in active_notes(state):
        note = _note(record)
        style = note.changes.get("style")
        if isinstance(style, str) and not note.targets:
            settings = settings.changed(style=style)
        if note.op == "limit":
            limits = limits.changed(**{key: value for key, value in note.changes.items() if key in Limits.model_fields})
    return InForceNow(settings, limits, generator, voice, threshold, writers, judge)


def after_takes(state: FilmState) -> dict[str, dict[str, int]]:
    """uid -> spec -> number of the last Take that no longer counts: asked by the person, or by the film critic."""
    after: dict[str, dict[str, int]] = {}
    asked = [(uid, shot["after"]) for uid, shot in state.get("shots", {}).items() if shot.get("after")]
    asked += [pair for _, record in active_notes(state) for pair in record.get("after", {}).items()]
    for uid, one in asked:
        takes = after.setdefault(uid, {})
        takes[one["spec"]] = max(takes.get(one["spec"], 0), one["take"])
    return after


def intake_inputs(state: FilmState) -> str:
    """What intake depends on."""
    return hash_of([state.get("source"), state.get("source_kind")])


def written_inputs(state: FilmState, now: InForceNow) -> str:
    """What a first draft depends on: dialogue, seed, language, wished length, who writes. Anything else is a revision."""
    settings = now.settings
    return hash_of([state.get("dialogue"), settings.seed, settings.language, settings.seconds, *now.writers])


def script_inputs(state: FilmState, now: InForceNow) -> str:
    """What the script depends on: the first draft's inputs, the Notes on it, and the voice that times it."""
    notes = [[note.id, note.changes, list(note.targets)] for note in script_notes(state)]
    return hash_of([written_inputs(state, now), notes, now.voice, now.threshold, *now.judge])


def plan_inputs(state: FilmState, now: InForceNow) -> str:
    """What the plan depends on."""
    chosen: list[Any] = [_note(record).to_json() for _, record in active_notes(state) if _note(record).op == "choose"]
    return hash_of(
        [
            state.get("script"),
            state.get("speech"),
            {name: value for name, value in now.settings.to_json().items() if name not in _AFTER_THE_CUT},
            now.generator,
            _locked(state),
            after_takes(state),
            chosen,
        ]
    )


def _locked(state: FilmState) -> dict[str, str]:
    """Locks as far as they change a plan: a lock on the Take that stands anyway changes nothing."""
    standing = {uid: shot.get("chosen") for uid, shot in state.get("shots", {}).items()}
    locks = {uid: lock["take"] for uid, lock in state.get("locks", {}).items()}
    return {uid: take for uid, take in locks.items() if take and take != standing.get(uid)}


def cut_inputs(state: FilmState) -> str:
    """What the cut depends on."""
    chosen = {uid: [shot.get("chosen"), shot.get("status")] for uid, shot in state.get("shots", {}).items()}
    return hash_of([state.get("script"), state.get("plan"), chosen])


def film_inputs(state: FilmState, now: InForceNow) -> str:
    """What the film critic depends on."""
    return hash_of([state.get("film"), state.get("cut_script"), now.threshold, *now.judge])


def _to_make(state: FilmState) -> bool:
    return not state.get("shots") or any(s["status"] in ("pending", "unpaid", "escalated") for s in state["shots"].values())


def first_stale(state: FilmState, now: InForceNow, approve: frozenset[str]) -> Stage:
    """The first stage with work left, or "end"."""
    made, approved = state.get("made_from", {}), state.get("approvals", {})
    script = state.get("best_script", {}).get("ref", {}).get("sha256")
    film = state.get("film", {}).get("sha256")
    work: list[tuple[Stage, bool]] = [
        ("intake", made.get("intake") != intake_inputs(state)),
        ("scripter", made.get("scripter") != script_inputs(state, now)),
        ("gate_script", "script" in approve and approved.get("script") != script),
        ("director", made.get("director") != plan_inputs(state, now) or _to_make(state)),
        ("editor", made.get("editor") != cut_inputs(state)),
        ("film_critic", made.get("film_critic") != film_inputs(state, now)),
        ("gate_film", "film" in approve and approved.get("film") != film),
    ]
    for stage, stale in work:
        if stale:
            return stage
    return "end"
