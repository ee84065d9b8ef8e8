"""What `storyreel doctor` looks at, each thing tried rather than looked for. It mends nothing.

A problem stops the making of films, a note limits it.
"""

from __future__ import annotations

import asyncio
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, Literal

from storyreel import __version__
from storyreel.apps.cli.playing import find_player
from storyreel.errors import StoryreelError

__all__ = ["EXTRAS", "LOOKS", "MODULES", "Examined", "at_least", "examine"]

MODULES = {
    "langgraph": "langgraph.graph", "langchain-core": "langchain_core", "pydantic": "pydantic", "av": "av",
    "langgraph-checkpoint-sqlite": "langgraph.checkpoint.sqlite", "skia-python": "skia", "espeakng-loader": "espeakng_loader",
    "jinja2": "jinja2", "defusedxml": "defusedxml", "numpy": "numpy", "typer": "typer", "rich": "rich",
}  # fmt: skip
"""The packages that a default installation needs, by name, and the module that is imported of each."""

EXTRAS = {"documents": {"pypdf": "pypdf", "python-docx": "docx"}}
_FONTS = {
    "Latin": ("A", "fonts-dejavu-core"), "Cyrillic": ("Ж", "fonts-dejavu-core"), "Greek": ("Ω", "fonts-dejavu-core"),
    "Arabic": ("ب", "fonts-noto-core"), "Hebrew": ("א", "fonts-noto-core"), "Devanagari": ("क", "fonts-noto-core"),
    "Thai": ("ก", "fonts-noto-core"), "Chinese": ("你", "fonts-noto-cjk"), "Japanese": ("あ", "fonts-noto-cjk"),
    "Korean": ("한", "fonts-noto-cjk"),
}  # fmt: skip
_PYTHON = "3.11"
_LITTLE, _ENOUGH = 200_000_000, 2_000_000_000


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at.

    Attributes:
        found: What there is.
        todo: The next step, "" where all is well.
    """

    name: str
    state: Literal["ok", "note", "problem"]
    found: str
    todo: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def examine(folder: Path) -> Iterator[Examined]:
    """Look at everything, one after another; a look that breaks is a problem of its own."""
    yield _python()
    yield from _libraries()
    for name, look in LOOKS.items():
        try:
            yield look(folder)
        except Exception as exc:
            yield Examined(
                name, "problem", f"{type(exc).__name__}: {exc}", "report this with the output of: storyreel doctor --json"
            )


def _python() -> Examined:
    version = platform.python_version()
    found = f"{version} on {platform.system()} {platform.machine()}, {os.cpu_count() or 1} cores; storyreel {__version__}"
    if not at_least(version, _PYTHON):
        return Examined("Python", "problem", found, "install Python 3.11 or newer and make a new virtual environment with it")
    return Examined("Python", "ok", found)


def _libraries() -> Iterator[Examined]:
    wanted = _wanted()
    for package, module in MODULES.items():
        yield _library(package, module, wanted.get(package, ""))
    for extra, packages in EXTRAS.items():
        missing = [package for package, module in packages.items() if _version(package) is None or not _imports(module)]
        if missing:
            todo = f"only to read PDF and DOCX: pip install 'storyreel[{extra}]'"
            yield Examined(f"extra {extra}", "note", f"{', '.join(missing)} not installed", todo)
        else:
            yield Examined(f"extra {extra}", "ok", ", ".join(f"{one} {_version(one)}" for one in packages))


def _library(package: str, module: str, least: str) -> Examined:
    version, again = _version(package), f"pip install --upgrade '{package}{f'>={least}' if least else ''}'"
    if version is None:
        return Examined(package, "problem", "not installed", again)
    if least and not at_least(version, least):
        return Examined(package, "problem", f"{version} is too old, {least} is needed", again)
    try:
        if module == "skia":
            import_module("storyreel.tools.generators.previz.library").check_drawing_library()
        import_module(module)
    except StoryreelError as exc:
        what, _, how = str(exc).partition(" Install it with: ")
        return Examined(package, "problem", f"{version}; {what}", how or again)
    except Exception as exc:
        return Examined(package, "problem", f"{version} cannot be imported: {exc}", f"pip install --force-reinstall '{package}'")
    return Examined(package, "ok", version)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _imports(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _wanted() -> dict[str, str]:
    """Package -> the lowest version that this installation names; nothing where it runs from a bare checkout."""
    try:
        asked = metadata.requires("storyreel") or []
    except metadata.PackageNotFoundError:
        return {}
    found = (re.match(r"([\w.-]+)[^;]*?>=\s*([\d.]+)", one) for one in asked if "extra ==" not in one)
    return {match[1].lower(): match[2] for match in found if match}


def at_least(version: str, least: str) -> bool:
    """Whether a version is not older than another, by their numbers.

    >>> at_least("1.10.2", "1.9"), at_least("2.0rc1", "2.1")
    (True, False)
    """

    def numbers(text: str) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", text.partition("+")[0])]

    mine, other = numbers(version), numbers(least)
    return mine + [0] * (len(other) - len(mine)) >= other


def _voice(folder: Path) -> Examined:
    del folder
    from storyreel.film.bank import Character, VoiceChoice
    from storyreel.tools.contracts import Utterance
    from storyreel.tools.speech import ESpeak

    async def speak(to: Path) -> int:
        voice = ESpeak()
        try:
            line = Utterance(id="1", part=0, text="One, two.", character=Character(name="X"), voice=VoiceChoice(name="en-us"))
            return (await voice.speak(line, to)).duration_ms
        finally:
            await voice.close()

    try:
        with tempfile.TemporaryDirectory() as place:
            length = asyncio.run(speak(Path(place) / "say.wav"))
    except StoryreelError as exc:
        return Examined("voice (eSpeak NG)", "problem", str(exc), "pip install --force-reinstall espeakng-loader")
    return Examined("voice (eSpeak NG)", "ok", f"spoke {length / 1000:.1f} s of sound")


def _fonts(folder: Path) -> Examined:
    del folder
    from storyreel.tools.generators.previz.library import check_drawing_library

    try:
        skia = check_drawing_library()
    except StoryreelError as exc:
        return Examined("fonts", "problem", "not looked at: the drawing library cannot be loaded", str(exc))
    fonts = skia.FontMgr()
    lacking = [
        name for name, (letter, _) in _FONTS.items()
        if not fonts.matchFamilyStyleCharacter("", skia.FontStyle(), [], ord(letter))
    ]  # fmt: skip
    there = [name for name in _FONTS if name not in lacking]
    if not lacking:
        return Examined("fonts", "ok", ", ".join(there))
    packages = " ".join(dict.fromkeys(_FONTS[name][1] for name in lacking))
    found = f"{', '.join(there) or 'none'}; none for {', '.join(lacking)}"
    todo = f"for text of those in reports' pictures: apt-get install -y {packages}"
    return Examined("fonts", "problem" if "Latin" in lacking else "note", found, todo)


def _disk(folder: Path) -> Examined:
    place = _existing(folder)
    free = shutil.disk_usage(place).free
    found = f"{free / 1e9:.1f} GB free in {place.absolute()}"
    if free < _LITTLE:
        return Examined("disk", "problem", found, "free some space, or give --out a folder on another disk")
    if free < _ENOUGH:
        return Examined("disk", "note", found, "a film of an hour needs about 2 GB: free some space before a long one")
    return Examined("disk", "ok", found)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _writing(folder: Path) -> Examined:
    place = _existing(folder)
    if not place.is_dir():
        return Examined("folder", "problem", f"{place} is a file", "name a folder: storyreel doctor FOLDER")
    try:
        with tempfile.NamedTemporaryFile(dir=place) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        return Examined("folder", "problem", f"{place} cannot be written ({exc.strerror})", "give --out a folder of your own")
    return Examined("folder", "ok", f"{place} can be written")


def _encoder(folder: Path) -> Examined:
    del folder
    from storyreel.tools.assemble.trial import encode_trial

    try:
        with tempfile.TemporaryDirectory() as place:
            found = encode_trial(Path(place) / "trial.mp4")
    except Exception as exc:
        return Examined("encoder", "problem", f"H.264 with AAC failed: {exc}", "pip install --force-reinstall av")
    return Examined("encoder", "ok", found)


def _terminal(folder: Path) -> Examined:
    del folder
    encoding = (sys.stdout.encoding or "unknown").lower()
    size = shutil.get_terminal_size()
    shown = f"{size.columns}x{size.lines}" if sys.stderr.isatty() else "no terminal, so progress is plain lines"
    found = f"{shown}, {encoding}"
    if not encoding.replace("-", "").startswith("utf8"):
        return Examined("terminal", "note", found, "for other letters than A to Z: export LC_ALL=C.UTF-8")
    return Examined("terminal", "ok", found)


def _player(folder: Path) -> Examined:
    del folder
    player = find_player()
    if player is None:
        return Examined(
            "player", "note", "none can be started here", "storyreel takes play says where the file is: open it in a browser"
        )
    return Examined("player", "ok", player)


LOOKS: dict[str, Callable[[Path], Examined]] = {
    "voice (eSpeak NG)": _voice,
    "fonts": _fonts,
    "encoder": _encoder,
    "disk": _disk,
    "folder": _writing,
    "terminal": _terminal,
    "player": _player,
}
