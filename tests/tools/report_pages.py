"""Small scripts, Takes and Findings for the tests of the report, and its page taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from storyreel.film import Finding, Scene, Script, Shot, SpokenLine, Take

EVIL = "<script>alert('x')</script>"
Make = Callable[..., str]


class Page(HTMLParser):
    """The tags of a page with their attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def line(number: int, text: str, *, speaker: str = "ROSA") -> SpokenLine:
    return SpokenLine(id=f"L{number}", speaker=speaker, text=text, start_ms=number * 1000, end_ms=number * 1000 + 500)


def shot(number: int, **fields: object) -> Shot:
    place = {"uid": f"u{number}", "id": f"1.{number}", "start_ms": number * 1000, "end_ms": (number + 1) * 1000}
    return Shot.model_validate({**place, **fields})


def take(uid: str, number: int, **fields: object) -> Take:
    same = {"spec": "s", "seed": 7, "backend": "previz", "file": "x.mp4", "sha256": "0", "width_px": 64, "height_px": 36}
    frames = {"rate_num": 24, "asked_frames": 24, "frames": 24}
    return Take.model_validate({"key": f"{uid}-take{number}", "uid": uid, "number": number, **same, **frames, **fields})


def black(uid: str) -> Finding:
    return Finding.model_validate(
        {"dimension": "Technical Quality", "kind": "black", "severity": "blocking", "evidence": "luma 2 of 255", "shot": uid}
        | {"cause": "backend", "remedy": "retake", "start_ms": 0, "end_ms": 900}
    )


def script_of(*shots: Shot) -> Script:
    """A Script of one scene."""
    return Script(title="Rain", scenes=(Scene(id="1", heading="INT. KITCHEN", shots=shots),))
