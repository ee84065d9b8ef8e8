"""`storyreel say`: hear a line before a film is made of it. The voice speaks; this only words the utterance."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line, table
from storyreel.errors import BackendError, UserError

if TYPE_CHECKING:
    from storyreel.film.speech import SpokenAudio
    from storyreel.tools.contracts import Voice

__all__ = ["say"]


class _Wish(NamedTuple):
    text: str
    voice: str
    character: str
    language: str
    manner: str


def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words, in quotes.")],
    voice: Annotated[str, typer.Option("--voice", metavar="NAME", help="A voice by name: en-us+f3, de, cmn.")] = "",
    character: Annotated[str, typer.Option("--character", metavar="WORDS", help="Who speaks: 'ROSA, a woman of sixty'.")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="TAG", help="Language: en, zh. Default: read from the text.")] = "",
    manner: Annotated[str, typer.Option("--manner", metavar="WORDS", help="How: quietly, shouting, slowly.")] = "",
    out: Annotated[Path, typer.Option("--out", metavar="WAV", help="The sound to write.")] = Path("say.wav"),
    as_json: o.Json = False,
) -> None:
    """Speak a line with the local voice and say how long it takes.

    With --json: {sound, duration_s, voice, reason}.

    Examples:
        storyreel say "You came back." --character "ROSA, a woman of sixty"
        storyreel say "Was für ein Brief?" --lang de --manner quietly
        storyreel say "Which letter?" --voice en-us+f3 --out line.wav
    """
    if not text.strip():
        raise UserError('there is nothing to say. Write the words in quotes: storyreel say "You came back."')
    if out.is_dir() or out.suffix.casefold() != ".wav":
        raise UserError(f"--out {out} is no WAV file. Write a name that ends in .wav, such as line.wav.")
    if voice and character:
        raise UserError("--voice names the voice and --character chooses one. Give one of the two.")
    said, why = asyncio.run(_speak(_Wish(text, voice, character, lang, manner), out))
    if said.problem:
        raise BackendError(f"the words cannot be spoken: {said.problem}. Try --lang, or other words", backend="espeak")
    seconds = said.duration_ms / 1000
    if as_json:
        print_json({"sound": str(out), "duration_s": seconds, "voice": said.voice, "reason": why})
    else:
        print_line(table([("sound", str(out)), ("length", f"{seconds:.2f} s"), ("voice", said.voice), ("because", why)]))


async def _speak(wish: _Wish, to: Path) -> tuple[SpokenAudio, str]:
    from storyreel.film.bank import Character
    from storyreel.formats import detect_language
    from storyreel.tools import registry
    from storyreel.tools.contracts import Utterance
    from storyreel.tools.speech.naming import named_voice

    language = wish.language or detect_language(wish.text) or "en"
    name, _, appearance = wish.character.partition(",")
    person = Character(name=name.strip() or "SPEAKER", appearance=appearance.strip() or wish.character)
    speaker: Voice = registry.make("voice", registry.DEFAULT_CREW["voice"])
    try:
        chosen, why = speaker.cast(person, language)
        if wish.voice:
            chosen, why = chosen.changed(name=named_voice(wish.voice)), "it was asked for"
        line = Utterance(
            id="1", part=0, text=wish.text, character=person, voice=chosen, language=language, parenthetical=wish.manner
        )  # fmt: skip
        return await speaker.speak(line, to), why
    finally:
        await speaker.close()
