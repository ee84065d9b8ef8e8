"""The contracts that backends are written against: Generator, Voice, Check, Executor, Store, Ledger and Event.

Each has a conformance suite in `storyreel.testing`. A backend knows its own vendor; it knows no graph and no project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, runtime_checkable

from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.cut import Cut
from storyreel.film.finding import Finding
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.film.take import AnchorMode, Cost, RenderSpec, Take

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "Capabilities",
    "Check",
    "Delivered",
    "Detector",
    "Estimate",
    "Event",
    "Evidence",
    "Executor",
    "FilmFile",
    "Generator",
    "JobResult",
    "JobState",
    "RenderJob",
    "TruthTeller",
    "Utterance",
    "Voice",
]


FREE = Cost()


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What a generator can do; the Director plans within it.

    Attributes:
        durations_s: (shortest, longest) clip in seconds.
        rates: Frame rates it makes; empty is any.
        sizes: (width, height) in pixels that it makes; empty is any.
        anchors: Anchor modes that it honours besides "nothing".
        own_audio: Its clips carry sound.
        driven_by_speech: Mouths follow the given speech files.
        consistent: People and places are the same in every clip without any Anchor.
        prompt_chars: Longest prompt, 0 for no limit.
        prompt_words: (fewest, most) words of the prompts that it follows best; (0, 0) where nothing is known.
        prompt_language: Language that it follows best; "" is English.
        prompt_habits: What it is known to follow or to overlook, in words for whoever writes its prompts.
        reads_prompt: Its pixels depend on the prompt; False where it draws from the spec's own fields (shot, place, cast).
        price_per_second: Cost of a second of footage; micros None is unknown.
        label: How its output is named to people, e.g. "animatic (drawn, not generated footage)".
    """

    durations_s: tuple[float, float] = (0.2, 10.0)
    rates: tuple[Fraction, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    anchors: frozenset[AnchorMode] = frozenset()
    own_audio: bool = False
    driven_by_speech: bool = False
    seed: bool = True
    consistent: bool = False
    negative_prompt: bool = False
    prompt_chars: int = 0
    prompt_words: tuple[int, int] = (0, 0)
    prompt_language: str = ""
    prompt_habits: str = ""
    reads_prompt: bool = True
    price_per_second: Cost = FREE
    concurrency: int = 0
    label: str = "generated footage"


@dataclass(frozen=True, kw_only=True)
class RenderJob:
    """One Take to make.

    Attributes:
        key: Names the Take; submitting the same key again must adopt the job, not start another.
        spec: What is asked.
        anchor: Picture to condition on (PNG), if any.
        speech: Audio file for each Line part that is spoken: (line id, part) -> (path, record with phoneme events).
        job_id: Of the job that a dead run submitted under this key, to be adopted; "" where there is none.
        work: Folder that belongs to this job alone and outlives the process.
    """

    key: str
    spec: RenderSpec
    seed: int
    take: int
    prompt: str = ""
    negative_prompt: str = ""
    anchor: Path | None = None
    job_id: str = ""
    speech: Mapping[tuple[str, int], tuple[Path, SpokenAudio]] = field(
        default_factory=dict[tuple[str, int], tuple[Path, SpokenAudio]]
    )
    work: Path


class Estimate(NamedTuple):
    """What a Take will cost and how long it will take; `why` says where the figures come from."""

    cost: Cost
    wall_s: float
    why: str


class JobState(NamedTuple):
    """Where a job stands; `progress` is 0.0 to 1.0; `problem` is a sentence when failed."""

    status: Literal["queued", "running", "done", "failed"]
    progress: float = 0.0
    problem: str = ""


class Delivered(NamedTuple):
    """A clip that was fetched, and what it really cost.

    `truth` is a JSON file in the form of `Evidence.truth` on what is to be seen in just this clip, where the backend knows it.
    """

    file: Path
    cost: Cost
    revision: str = ""
    truth: Path | None = None


@runtime_checkable
class Generator(Protocol):
    """Makes a clip of a Shot. Every method but `estimate` may raise BackendError."""

    @property
    def name(self) -> str:
        """Registered id, part of every key: "previz", "unreliable+previz"."""
        ...

    @property
    def revision(self) -> str:
        """Changes when the same spec would give other pixels."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def estimate(self, spec: RenderSpec) -> Estimate:
        """Cost and time of one Take of this spec."""
        ...

    async def submit(self, job: RenderJob) -> str:
        """Start the job, or adopt the one with the same key; returns the job id at once."""
        ...

    async def poll(self, job_id: str) -> JobState:
        """Where the job stands; waits at most a moment."""
        ...

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        """Write the finished clip to `to` (a temporary file of the caller's)."""
        ...

    async def cancel(self, job_id: str) -> None:
        """Stop the job if it runs; no error if it does not."""
        ...

    async def close(self) -> None:
        """Release what the backend holds; running jobs may be left to finish."""
        ...


@runtime_checkable
class TruthTeller(Protocol):
    """A Generator that knows what is in its pictures, and tells it on request."""

    @property
    def revision(self) -> str:
        """As the Generator's: truth is told of takes of this revision alone."""
        ...

    async def tell_truth(self, job: RenderJob, names: Sequence[str]) -> None:
        """Write `truth.json` (storyreel.truth/1) and `masks.zip` of the take that this job made into `job.work`.

        `names` is the film's cast in order: whoever is in it has the same index in the masks of every Shot.
        The take is not made again. May raise BackendError.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One Line part to speak."""

    id: str
    part: int
    text: str
    character: Character
    voice: VoiceChoice
    language: str = "en"
    parenthetical: str = ""


class Voice(Protocol):
    """Speaks Lines."""

    @property
    def name(self) -> str:
        """Registered id."""
        ...

    @property
    def revision(self) -> str:
        """Changes when the same text would give other samples."""
        ...

    def cast(self, character: Character, language: str, *, taken: Sequence[VoiceChoice] = ()) -> tuple[VoiceChoice, str]:
        """A voice for a Character, stable for name and words, unlike those taken; and the reason."""
        ...

    async def speak(self, utterance: Utterance, to: Path) -> SpokenAudio:
        """Write mono 16-bit WAV to `to`. A text that cannot be spoken gives a record with `problem`, no file and no error.

        Raises:
            BackendError: If the engine fails.
        """
        ...

    async def close(self) -> None:
        """Release what the engine holds."""
        ...


@runtime_checkable
class FilmFile(Protocol):
    """A decoded film or take, read once and shared by all checks (`tools.measure.open_media`)."""

    @property
    def path(self) -> Path: ...
    @property
    def rate(self) -> Fraction: ...
    @property
    def size(self) -> tuple[int, int]: ...
    @property
    def frame_count(self) -> int: ...
    @property
    def has_audio(self) -> bool: ...
    @property
    def sample_rate(self) -> int: ...

    def frames(self) -> Iterator[np.ndarray]:
        """Small grey frames in order: shape (rows, columns), uint8, at most 160 columns."""
        ...

    def audio(self) -> np.ndarray:
        """All samples, mono float32 in -1 to 1, shape (samples,)."""
        ...


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a Check looks at: a Script and a Take or a Film, and the truth where the backend knows it.

    `truth` tells who is to be seen where in the file that is judged, never what was asked for: from a backend that drew the
    picture, or from a Detector. It is {"samples": [{"frame", "people": [{"name", "head", "mouth", "in_frame"}]}],
    "mouths": [{"name", "frame", "open"}]}: frames of the file in order; boxes are shares of the picture (left, top, right,
    bottom), `mouth` is None where it is not seen; "open" lists how far a mouth stands open (0 to 1), frame by frame.

    Attributes:
        speech_folder: Where the files of `speech` are; without it a Line is judged by its level alone.
        own_audio: Whether the backend's clips carry sound; False leaves the Lines of a take to the film.
    """

    script: Script | None = None
    speech: SpeechSheet | None = None
    spec: RenderSpec | None = None
    take: Take | None = None
    cut: Cut | None = None
    plan: Plan | None = None
    media: FilmFile | None = None
    truth: Mapping[str, Any] | None = None
    speech_folder: Path | None = None
    own_audio: bool = True

    @property
    def on(self) -> Literal["take", "film"]:
        """What is judged."""
        return "take" if self.spec is not None else "film"


class Detector(Protocol):
    """Finds the people in a film or take, for footage whose backend cannot tell where they are."""

    @property
    def name(self) -> str:
        """Told with what rests on it."""
        ...

    def __call__(self, media: FilmFile, cast: Sequence[Character]) -> Mapping[str, Any]:
        """What is to be seen, in the form of `Evidence.truth`; a figure of nobody in the cast has the name "".

        Raises:
            BackendError: If it fails.
        """
        ...


class Check(Protocol):
    """One measurement: pure, quick, no model. Registered in `tools.measure.CHECKS`.

    One that cannot see its defect on every evidence also has `blind(evidence) -> str`: why it sees nothing here, or "".
    """

    @property
    def kind(self) -> str: ...
    @property
    def dimension(self) -> str: ...
    @property
    def on(self) -> frozenset[Literal["take", "film"]]: ...

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """Findings with evidence; an empty list where all is well or the check does not apply."""
        ...


class JobResult(NamedTuple):
    """What a worker process left: files in the job's folder, and figures."""

    files: Mapping[str, Path]
    figures: Mapping[str, Any]


class Executor(Protocol):
    """Runs jobs in worker processes; a job is adopted by its key."""

    async def submit(self, kind: str, key: str, payload: Mapping[str, Any], work: Path) -> None:
        """Queue the job `kind` (a function registered under that name) with a JSON payload; same key: adopt."""
        ...

    async def poll(self, key: str) -> JobState:
        """Where the job stands."""
        ...

    async def result(self, key: str) -> JobResult:
        """What the finished job left.

        Raises:
            JobFailed: If it failed or never ran.
        """
        ...

    async def cancel(self, key: str) -> None:
        """Stop the job if it runs."""
        ...

    async def close(self) -> None:
        """End the workers."""
        ...


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a run, for progress and logs.

    Attributes:
        type: "stage", "shot.start", "shot.progress", "shot.done", "shot.failed", "take.verdict",
            "question", "note", "film", "problem".
        shot: Display id, "" where none.
        stage: Node or step.
        text: A sentence for people.
        money_micros: Spent so far, if known.
        at_s: Seconds since the run began.
        data: Figures for programs.
    """

    type: str
    stage: str = ""
    shot: str = ""
    text: str = ""
    money_micros: int | None = None
    at_s: float = 0.0
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
