"""The Producer: reads what the person writes as a plain command or question, and answers questions from facts.

It understands a small grammar and no more; what it does not understand it says, with examples, and never guesses. It changes
nothing itself: a Note says what is asked for, and the graph acts on it.
"""

from __future__ import annotations

import re
from typing import Final

from storyreel.agents.producer.answers import ANSWERS, help_text
from storyreel.agents.producer.commands import Message, read_command, read_limit, understood
from storyreel.agents.producer.facts import Facts
from storyreel.agents.producer.targets import MARK, Targets, read_targets
from storyreel.agents.producer.understood import Understood
from storyreel.errors import UserError
from storyreel.film.note import Note
from storyreel.film.script import Script

__all__ = ["Producer"]

MAX_CHARS: Final = 4000
"""Longest message that is read: a command is a line, and room is left for the words of an action."""

_POLITE = re.compile(
    r"^\s*(?:please[,\s]+|(?:can|could|would|will) (?:you|we)(?: please)?\s+|let'?s\s+|i(?:'d like| want)(?: you)? to\s+)", re.I
)
_TAIL = re.compile(r"[\s,]+(?:please|thanks|thank you)\s*[.!?]*$", re.I)
_STATUS = (
    r"(?:what(?: is|'s) the )?(?:status|state|progress)|how far(?: is it| are we| along)?.*|where are we"
    r"|is it (?:done|ready)|what is left"
)
_COST = r"costs?|price|money|spent|budget|how much\b.*|what (?:does|did|will|do|has|have) .*\b(?:cost|costs|spent)\b.*"
_WRONG = r"findings|problems|issues|defects|what(?: is|'s)? (?:wrong|bad)(?: with| in| about)?"
_QUESTIONS = (
    ("help", r"help|\?|what can i (?:say|do)|commands"),
    ("status", _STATUS),
    ("cost", _COST),
    ("findings", rf"(?:{_WRONG})\s*(?:of|in|with)?\s*{MARK}?"),
    ("takes", rf"(?:which |what |show |list )?takes?(?: are there)?\s*(?:of|for|in)?\s*{MARK}?"),
    ("why", rf"(?:tell me )?(?:why|explain)\b.*|{MARK}\s*:?\s*why"),
    ("shot", rf"(?:what(?: is|'s| happens)?(?: in)?|who(?: is)? in|show(?: me)?|describe)\s+{MARK}"),
)


class Producer:
    """Turns messages into Notes, and answers questions."""

    name = "grammar"

    def read(self, text: str, *, script: Script | None, message_id: str, author: str = "") -> Note:
        """The Note that a message is.

        Args:
            text: The person's own words.
            script: The Script that display ids are looked up in; None before there is one.
            message_id: Becomes the Note's id.

        Raises:
            UserError: If a Shot is named that does not exist (the text lists those that do), or the message is not understood
                (the text lists what is, with examples).

        >>> Producer().read("style noir", script=None, message_id="m1").changes
        {'style': 'noir'}
        """
        asked = _TAIL.sub("", _POLITE.sub("", text[: MAX_CHARS + 1].strip()))
        if not asked or len(text) > MAX_CHARS:
            size = f"{len(text)} characters long; {MAX_CHARS} are read" if asked else "empty"
            raise UserError(f"the message is {size}. {understood()}")
        asks = asked.endswith("?") and asked == _TAIL.sub("", text.strip())
        limit = read_limit(asked)
        found = Targets((), asked) if limit else read_targets(asked, script)
        about = "" if limit else _question(found, asks=asks)
        version = script.version if script else 0
        if about:
            return Note(
                id=message_id, op="ask", text=text, author=author, targets=found.uids, changes={"about": about}, version=version
            )
        shots = [shot for shot in script.shots if shot.uid in found.uids] if script else []
        command = limit or read_command(Message(found.rest, found.uids, shots))
        return Note(
            id=message_id,
            op=command.op,
            text=text,
            author=author,
            targets=found.uids,
            changes=command.changes,
            version=version,
        )

    async def understand(
        self, text: str, *, script: Script | None, message_id: str, author: str = "", facts: Facts | None = None
    ) -> Understood:
        """The Note that a message is, ready to be applied: a plain command is the person's own.

        Raises:
            UserError: As `read`.
        """
        return Understood(notes=(self.read(text, script=script, message_id=message_id, author=author),))

    def answer(self, note: Note, *, facts: Facts) -> str:
        """The answer to a question, from facts; what is not known is said to be not known.

        >>> Producer().answer(Note(id="m1", op="ask", changes={"about": "status"}), facts=Facts())
        'There is no Script yet; the run rests.'
        """
        known = {shot.uid for shot in facts.script.shots} if facts.script else set[str]()
        gone = [uid for uid in note.targets if uid not in known]
        if gone:
            return "That Shot is no longer in the Script. Ask for one that is: status? tells how many there are."
        return ANSWERS[str(note.changes.get("about", "unknown"))](note.targets, facts)

    def help(self) -> str:
        """All commands with what they do."""
        return help_text()


def _question(found: Targets, *, asks: bool) -> str:
    """What a question is about; "" where the message is none."""
    plain = " ".join(found.rest.casefold().split()).strip(" .!?") or "?"
    for about, pattern in _QUESTIONS:
        # A bare "budget 5" is a command; "cost?" and "status" are questions with or without the mark.
        if re.fullmatch(pattern, plain) and (asks or plain not in ("budget", "money")):
            return about
    return "unknown" if asks else ""
