"""What `storyreel doctor` looks at, each thing tried rather than looked for. It mends nothing.

A problem stops the making of films, a note limits it.
"""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from storyreel import __version__
from storyreel.apps.cli.libraries import Examined, at_least, libraries
from storyreel.apps.cli.playing import find_player
from storyreel.errors import StoryreelError
from storyreel.tools.chat.secrets import KEYS

__all__ = ["LOOKS", "examine"]

_FONTS = {
    "Latin": ("A", "fonts-dejavu-core"), "Cyrillic": ("Ж", "fonts-dejavu-core"), "Greek": ("Ω", "fonts-dejavu-core"),
    "Arabic": ("ب", "fonts-noto-core"), "Hebrew": ("א", "fonts-noto-core"), "Devanagari": ("क", "fonts-noto-core"),
    "Thai": ("ก", "fonts-noto-core"), "Chinese": ("你", "fonts-noto-cjk"), "Japanese": ("あ", "fonts-noto-cjk"),
    "Korean": ("한", "fonts-noto-cjk"),
}  # fmt: skip
_PYTHON = "3.11"
_LITTLE, _ENOUGH = 200_000_000, 2_000_000_000


def examine(folder: Path) -> Iterator[Examined]:
    """Look at everything, one after another; a look that breaks is a problem of its own."""
    yield _python()
    yield from libraries()
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


def _keys(folder: Path) -> Examined:
    """Which variables that hold keys are set; what stands in them is not looked at beyond that."""
    del folder
    names = dict.fromkeys(name for several in KEYS.values() for name in several)
    there = [name for name in names if os.environ.get(name, "").strip()]
    if not there:
        todo = f"only for language models of a cloud: put a key into one of {', '.join(names)}"
        return Examined("keys of models", "note", "none set", todo)
    able = [kind for kind, several in KEYS.items() if set(several) & set(there)]
    return Examined("keys of models", "ok", f"{', '.join(there)} set, for {', '.join(able)}")


LOOKS: dict[str, Callable[[Path], Examined]] = {
    "voice (eSpeak NG)": _voice,
    "fonts": _fonts,
    "encoder": _encoder,
    "disk": _disk,
    "folder": _writing,
    "terminal": _terminal,
    "player": _player,
    "keys of models": _keys,
}
