"""report.html: one file, nothing from a network, that shows a film's script beside its takes and all that was said about them.

Every text that comes from a source, a model or a person is escaped by the template engine; the page's own style and script are
the only markup let in, and a content policy in the page lets nothing else run. It decides nothing and measures nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from storyreel.film.plan import Choice
from storyreel.film.take import Take
from storyreel.formats import write_vtt
from storyreel.tools.files import write_whole
from storyreel.tools.report.album import Album, Picture, picture_uri
from storyreel.tools.report.data import ReportData
from storyreel.tools.report.finding_views import FindingView, finding_views
from storyreel.tools.report.index import index_of
from storyreel.tools.report.rounds import RetakeView, RoundView, retake_views, round_views
from storyreel.tools.report.thumbs import thumbnails
from storyreel.tools.report.timeline import TimelineRow, timeline_rows
from storyreel.tools.report.verdict_views import VerdictView, verdict_views
from storyreel.tools.report.views import SceneView, scene_views
from storyreel.tools.report.wording import duration_words, money_words

__all__ = ["write_report"]

_MOST_BYTES = 4_900_000
"""Of the page; pictures take what the text leaves, and as text they take a third more than as files."""


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What the template is given; `poster` is the JPEG that stands in the player before it plays."""

    title: str
    label: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    time_and_cost: tuple[tuple[str, str], ...]
    film: str
    captions: str
    poster: str
    scenes: tuple[SceneView, ...]
    timeline: tuple[TimelineRow, ...]
    findings: tuple[FindingView, ...]
    rounds: tuple[RoundView, ...]
    retakes: tuple[RetakeView, ...]
    verdicts: tuple[VerdictView, ...]
    choices: tuple[Choice, ...]
    pictures: tuple[Picture, ...]
    left_out: int


def write_report(data: ReportData, to: Path) -> Path:
    """Write the report of a film as one self-contained HTML file, whole or not at all.

    Args:
        data: All that the report shows.
        to: The file to write; the film is linked as `data.film` beside it.

    Raises:
        ProjectError: If the file cannot be written.
    """
    write_whole(to, render(data, poster=_poster(to.parent / data.film) if data.film else b""))
    return to


def _poster(film: Path) -> bytes:
    """A frame from early in the film, past a fade in; empty where the file cannot be read, for the report is wanted then too."""
    return thumbnails({"film": film}, at=0.08, width=960).get("film", b"")


def render(data: ReportData, *, poster: bytes = b"") -> str:
    """The report's HTML; `poster` is the JPEG that stands in the player before it plays.

    It is made twice: what the text takes, the pictures cannot have.
    """
    text = _rendered(data, poster, room=0)
    return _rendered(data, poster, room=(_MOST_BYTES - len(text.encode())) * 3 // 4)


def _rendered(data: ReportData, poster: bytes, *, room: int) -> str:
    script = _asset("page.js")
    return _template().render(
        page=_page(data, poster, room),
        data=data,
        style=Markup(_asset("page.css")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
    )


def _page(data: ReportData, poster: bytes, room: int) -> _Page:
    album = Album(_pictures(data), room)
    index = index_of(data, album)
    findings = finding_views(data, index)
    return _Page(
        title=data.title or data.script.title or "Untitled",
        label=data.generator or "not said",
        lede=_lede(data),
        facts=_facts(data),
        time_and_cost=_time_and_cost(data),
        film=quote(data.film),
        captions=base64.b64encode(write_vtt(data.script).encode()).decode("ascii"),
        poster=picture_uri(poster),
        scenes=scene_views(data, index, findings),
        timeline=timeline_rows(data, index),
        findings=findings,
        rounds=round_views(data.loops),
        retakes=retake_views(data, index),
        verdicts=verdict_views(data.verdicts),
        choices=_choices(data),
        pictures=tuple(album.pictures),
        left_out=album.left_out,
    )


def _pictures(data: ReportData) -> Iterable[tuple[Hashable, bytes]]:
    """The pictures, those that matter most first: of the Takes in the film, then where Findings were made, then all others."""
    chosen = set(data.chosen.values()) | {shot.uid for shot in data.script.shots}
    yield from ((key, jpeg) for key, jpeg in data.thumbnails.items() if key in chosen)
    yield from data.frames.items()
    yield from ((key, jpeg) for key, jpeg in data.thumbnails.items() if key not in chosen)


@cache
def _asset(name: str) -> str:
    return (resources.files("storyreel.tools.report") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    parts = FunctionLoader(_asset)
    environment = Environment(loader=parts, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["duration"] = duration_words
    return environment.get_template("page.html.j2")


def _choices(data: ReportData) -> tuple[Choice, ...]:
    """What was chosen for the whole film, each once: a plan's own choices may have been handed over as well."""
    told = [*data.choices, *(data.plan.choices if data.plan else ())]
    return tuple(one for number, one in enumerate(told) if one not in told[:number])


def _lines(data: ReportData) -> str:
    """How many Lines of the source are in the script, whole: the words count, not the spaces between them."""
    spoken: dict[str, str] = {}
    for line in data.script.lines:
        spoken[line.id] = spoken.get(line.id, "") + "".join(line.text.split())
    if data.dialogue is None:
        return f"{len(spoken)} in the script"
    lines = data.dialogue.lines
    whole = sum(spoken.get(line.id) == "".join(line.text.split()) for line in lines)
    return f"all {len(lines)} of the source" if whole == len(lines) else f"{whole} of the source's {len(lines)}"


def _takes(data: ReportData) -> list[Take]:
    return [take for takes in data.takes.values() for take in takes]


def _lede(data: ReportData) -> str:
    shots, scenes = len(data.script.shots), len(data.script.scenes)
    voices = len({line.speaker for line in data.script.lines})
    parts = [
        _count(scenes, "scene"),
        _count(shots, "shot"),
        _count(len({line.id for line in data.script.lines}), "line"),
        _count(voices, "speaker"),
    ]
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _facts(data: ReportData) -> tuple[tuple[str, str], ...]:
    settings = data.settings
    frames = data.cut.frames if data.cut else 0
    rate = data.cut.rate if data.cut else settings.rate
    length = float(frames / rate) if frames else data.script.duration_ms / 1000
    takes = _takes(data)
    return (
        ("length", duration_words(length)),
        ("picture", f"{settings.width_px} × {settings.height_px}, {float(rate):.5g} frames/s"),
        ("style", settings.style),
        ("lines", _lines(data)),
        ("takes", f"{len(takes)} for {_count(len(data.script.shots), 'shot')}"),
        ("script", f"version {data.script.version}"),
        ("made in", duration_words(data.wall_s)),
        ("cost", money_words(data.cost.get("micros", 0), str(data.cost.get("currency", "USD")))),
    )


def _time_and_cost(data: ReportData) -> tuple[tuple[str, str], ...]:
    currency = str(data.cost.get("currency", "USD"))
    rows = [("wall time of the run", duration_words(data.wall_s))]
    takes = _takes(data)
    if takes:
        rows.append(("rendering, all takes together", duration_words(sum(take.wall_ms for take in takes) / 1000)))
        longest = max(takes, key=lambda take: take.wall_ms)
        rows.append(
            ("slowest take", f"{duration_words(longest.wall_ms / 1000)} (take {longest.number} of {_name(data, longest)})")
        )
    rows.append(("spent", money_words(data.cost.get("micros", 0), currency)))
    if "estimate_micros" in data.cost:
        rows.append(("estimated before", money_words(data.cost["estimate_micros"], currency)))
    known = {"micros", "estimate_micros", "currency"}
    rows += [(f"asked of {model}", words) for model, words in data.models]
    return (*rows, *((str(name).replace("_", " "), str(value)) for name, value in data.cost.items() if name not in known))


def _name(data: ReportData, take: Take) -> str:
    return next((f"shot {shot.id}" for shot in data.script.shots if shot.uid == take.uid), take.uid)
