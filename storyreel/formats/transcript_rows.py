"""The rows of a transcript: a time, a name, a text, in the orders in which programs and people write them.

    [00:12] HOST: Hello.        00:12 HOST: Hello.       [00:12 - 00:15] HOST: Hello.     [00:12] Hello.
    HOST [00:12]: Hello.        HOST (00:00:12): Hello.  HOST: [00:12] Hello.             0:12
    Rosa Bell  0:12             [Rosa Bell] 10:12:30     Speaker 1 (00:12)                [00:12] Rosa Bell

The last line is of names with the text on the rows below. A row is read by itself; whether a name is believed is for
`transcript` to say, which sees them all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from storyreel.formats.labels import clean_name, may_be_name, split_label, split_manner

__all__ = ["Stamped", "read_stamped", "take_marks"]

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?|\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}"
_BARE = rf"(?:{_CLOCK})(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_TO = r"\s*(?:-{1,2}>|→|[-–—~]|to)\s*"
_SECONDS = r"\d+(?:[.,]\d+)?\s?s(?:ec)?|\d+[.,]\d+"
_IN = rf"(?:{_BARE}|{_SECONDS})"
_BRACKETED = rf"[\[(（【<{{]\s*{_IN}(?:{_TO}{_IN})?\s*[\])）】>}}]"
_SPAN = rf"{_BARE}(?:{_TO}{_BARE})?"
_LEAD = re.compile(rf"^(?P<span>{_BRACKETED}|{_SPAN})(?=$|[\s:：|–—-])\s*(?:[-–—|:：]+\s+|[-–—|:：]+$)?(?P<rest>.*)$")
_TRAIL = re.compile(
    rf"^(?P<name>\S.{{0,60}}?)(?:\s*(?P<mark>{_BRACKETED})|(?:\s*[|,·•]\s*|\s+[-–—]\s+|\s+)(?P<bare>{_SPAN}))"
    r"\s*(?P<colon>[:：]?)\s*(?P<text>.*)$"
)
_AFTER = re.compile(rf"^(?P<span>{_BRACKETED})\s*(?P<text>.*)$")
_INSIDE = re.compile(rf"\s*[\[【]\s*(?P<span>{_BARE})\s*[\]】]")
_NOTED = re.compile(rf"(?P<words>[\[【][^\[\]【】\d]{{2,30}}?)\s+(?P<span>{_BARE})\s*(?P<end>[\]】])")
_TIMES = re.compile(rf"{_BARE}|{_SECONDS}")
_CHAT = re.compile(r"^From\s+(?P<name>.+?)(?:\s+to\s+.+)?$")


class Stamped(NamedTuple):
    """A row with a time.

    Attributes:
        name: Who speaks, "" if the row does not say.
        text: What is said, "" where it stands on the rows below.
        maybe: The text has the form of a name, and may be one if a text stands below.
    """

    start_ms: int
    end_ms: int | None
    name: str = ""
    text: str = ""
    manner: str = ""
    maybe: str = ""


def read_stamped(row: str) -> Stamped | None:
    """The time, name and text of a row, or None where it has no time.

    >>> read_stamped("[00:12 - 00:15] HOST: Hello.")
    Stamped(start_ms=12000, end_ms=15000, name='HOST', text='Hello.', manner='', maybe='')
    >>> read_stamped("Rosa Bell  0:12").name, read_stamped("HOST (00:00:12): Hello.").text, read_stamped("It is 10:30 now.")
    ('Rosa Bell', 'Hello.', None)
    """
    row = row.strip().lstrip("\u200e\u200f\ufeff").replace("**", "").strip()
    found = _LEAD.match(row)
    if found:
        return _led(found)
    label = split_label(row)
    inner = _AFTER.match(label.text) if label else None
    if label and inner:
        start, end = _span(inner["span"])
        return Stamped(start, end, _plain_name(label.speaker), inner["text"], label.parenthetical)
    # Long runs of white space (a damaged file has them) would be walked again for each length of a name.
    return _trailed(re.sub(r"\s{3,}", "  ", row))


def _led(found: re.Match[str]) -> Stamped:
    start, end = _span(found["span"])
    rest = found["rest"].strip()
    label = split_label(rest)
    if label:
        return Stamped(start, end, _plain_name(label.speaker), label.text, label.parenthetical)
    name, manner = split_manner(rest)
    if _titled(name):
        return Stamped(start, end, "", rest, manner, _plain_name(name))
    return Stamped(start, end, "", rest)


def _trailed(row: str) -> Stamped | None:
    found = _TRAIL.match(row)
    if not found or (found["text"] and not found["colon"]):
        return None
    name, manner = split_manner(found["name"].strip().strip("[]【】").strip())
    if not may_be_name(name) or not (_titled(name) or found["mark"]):
        return None
    start, end = _span(found["mark"] or found["bare"])
    return Stamped(start, end, _plain_name(name), found["text"], manner)


def take_marks(text: str) -> tuple[str, list[int]]:
    """A text without the times in square brackets that stand inside it, and these in milliseconds.

    >>> take_marks("So we went [00:01:15] home. [laughter 1:16]")
    ('So we went home. [laughter]', [75000, 76000])
    """
    marks = [_span(found["span"])[0] for pattern in (_INSIDE, _NOTED) for found in pattern.finditer(text)]
    # "[crosstalk 00:12]": the word stays, as how it is said.
    return (_NOTED.sub(r"\g<words>\g<end>", _INSIDE.sub("", text)).strip(), sorted(marks)) if marks else (text, [])


def _titled(name: str) -> bool:
    """Whether every word of a text begins like a name: with a capital, a figure, or a letter without case."""
    words = [word for word in re.split(r"[\s_]+", name) if word not in ("de", "da", "van", "von", "der", "of", "the", "and", "&")]
    return may_be_name(clean_name(name)) and bool(words) and not any(word[:1].islower() for word in words)


def _plain_name(name: str) -> str:
    chat = _CHAT.match(name)
    return clean_name(chat["name"] if chat else name)


def _span(text: str) -> tuple[int, int | None]:
    times = [_ms(one) for one in _TIMES.findall(text)]
    end = times[1] if len(times) > 1 and times[1] >= times[0] else None
    return times[0], end


def _ms(text: str) -> int:
    clock = re.match(r"[\d:]+(?:[.,]\d+)?", text)
    assert clock is not None
    whole, _, fraction = clock[0].replace(",", ".").partition(".")
    parts = [int(part) for part in whole.split(":")]
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    if re.search(r"[Pp]\.?[Mm]", text) and len(parts) == 3 and parts[0] < 12:
        seconds += 12 * 3600
    return seconds * 1000 + int(fraction[:3].ljust(3, "0"))
