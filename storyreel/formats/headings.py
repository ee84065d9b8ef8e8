"""Scene headings: told apart from speech, and read for place, time of day, interior and number.

Screenplay headings (INT., EXT. and their like in other languages), numbered scenes and acts ("SCENE 2. A garden", "第一场"), and
lines in capitals that end in a time of day ("KITCHEN - NIGHT"). A heading's text is kept as written; `time_of_day` is the English
word for what was understood. Whether a line may be a heading where it stands is the caller's to say.
"""

from __future__ import annotations

import re

from storyreel.film.dialogue import Heading
from storyreel.formats.words import TIMES_OF_DAY

__all__ = ["is_capitals", "is_transition", "read_heading", "time_of_day", "time_told"]

_INSIDE = r"INT(?:ERIOR|ÉRIEUR|ERNO)?|INNEN|ИНТ(?:ЕРЬЕР)?|内景|内|室内|داخلي"
_OUTSIDE = r"EXT(?:ERIOR|ÉRIEUR|ERNO)?|AUSSEN|AUẞEN|AUßEN|НАТ(?:УРА)?|ЭКСТ|外景|外|室外|خارجي|EST"
_NUMBER = (
    r"(?:\d+[A-Za-z]?|[IVXLCivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|last|final|the\s+last)"
)
_TELLING = r"(?:FLASH ?BACK|FLASH ?FORWARD|DREAM(?: SEQUENCE)?|FANTASY|MEMORY|MONTAGE|INTERCUT)"
"""How a scene is told, before its heading: "FLASHBACK - EXT. BEACH - DAY"."""
_SCREENPLAY = re.compile(
    rf"^(?:(?P<number>\d+[A-Z]?)[.):]?\s+)?(?:(?-i:{_TELLING})\s*[-–—:]+\s*)?(?P<mark>(?:{_INSIDE}|{_OUTSIDE})(?:\.?\s?/\s?(?:{_INSIDE}|{_OUTSIDE}))?|I\.?/E|E\.?/I)"
    r"(?P<dot>\.:?\s*|\s*[:：]\s*|\s+[-–—]\s+|\s+)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ACT_WORDS = r"act|acte|acto|akt|atto|ato|aufzug|akte|акт|действие|πράξη|perde|felvonás"
_SCENE_WORDS = (
    r"scene|scène|scena|escena|cena|szene|auftritt|scén|scen|сцена|картина|явление|σκηνή|sahne|scenă|kohtaus|jelenet|tableau"
    r"|scenes|მოქმედება|სცენა|दृश्य|المشهد|مشهد|장면|씬|シーン|canh|cảnh"
)
_OUR_NUMBER = rf"(?:{_NUMBER}|[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]+|الأول|الثاني|الثالث|الرابع|الخامس|პირველი|მეორე)"
_NUMBERED = re.compile(
    rf"^(?P<act>(?:{_ACT_WORDS})\s+{_OUR_NUMBER}\b)?[\s,.:;–—-]*"
    rf"(?:(?P<word>{_SCENE_WORDS})\s*(?:#\s*)?(?P<number>{_OUR_NUMBER})(?![\w'’]))?(?P<gap>\s*[.:：,;–—-]+\s*|\s*$)(?P<rest>.*)$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"^(?P<number>first|second|third|fourth|fifth|sixth|last|final|erster|zweiter|dritter|premier|deuxième|troisième)\s+"
    rf"(?:{_ACT_WORDS}|{_SCENE_WORDS})\s*[.:]?$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"^(?P<word>{_SCENE_WORDS})\s*[:：.–—-]+\s*(?P<rest>\S.*)$", re.IGNORECASE)
_CHINESE = re.compile(
    r"^(?P<number>第\s*[一二三四五六七八九十百零〇两\d]+\s*[场場幕回节節景集])(?:\s*第\s*[一二三四五六七八九十百零〇两\d]+\s*[场場景])?"
    r"(?P<gap>\s*[:：、,，.。\s-]\s*|$)(?P<rest>.*)$"
)
_CHINESE_NAMED = re.compile(
    r"^(?:场景|場景|場面|地点|地點)\s*(?P<number>[一二三四五六七八九十百\d]*)\s*(?:[:：、.]\s*(?P<rest>.*)|)$"
)
_KOREAN = re.compile(r"^(?P<number>(?:S\s*#|제)\s*\d+\s*[장막]?)[.:\s]+(?P<rest>.*)$")
_TRANSITION = re.compile(
    r"""^(?:(?:smash\ |match\ |jump\ |hard\ |quick\ )?cut\ (?:to|back\ to)(?:\ black|\ white)?
    |(?:slow\ )?(?:cross[- ]?)?(?:dissolve|fade|wipe)\ (?:in|out|up|to|from|through)(?:\ (?:to\ |from\ )?(?:black|white))?
    |fade|dissolve|cross[- ]?fade|back\ to\ (?:scene|present)|omitted
    |end\ (?:of\ )?(?:flash\ ?back|montage|intercut|dream)|intercut(?:\ with)?|time\ cut|the\ end|end\ of\ (?:act|scene|play)\b.*
    |curtain(?:\ falls)?|blackout|black\ out|fin|ende|rideau|幕|完|剧终|终)\s*[.:：]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"\s*\([^()]*\)$|(?:\s+[-–—]+|,|，)\s*(?:\d{4}|FLASH ?BACK|PRESENT(?: DAY)?|ESTABLISHING|DREAM|LATER|CONTINUOUS"
    r"|SAME(?: TIME)?|MOMENTS LATER|[^-–—,，()]{1,40} POV)$",
    re.IGNORECASE,
)
"""What may follow a time of day and tells neither place nor hour: "DINER - NIGHT (PRESENT)", "ROOM - DAY - LATER"."""
_LAST_PART = re.compile(r"\s+[-–—]+\s+|[,，]\s*")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*")


def time_of_day(words: str) -> str:
    """The English word for a time of day in any of the languages known, else "".

    >>> time_of_day("NUIT"), time_of_day("傍晚"), time_of_day("Rosa")
    ('night', 'dusk', '')
    """
    return TIMES_OF_DAY.get(words.strip(" .()（）[]").casefold(), "")


def time_told(prose: str) -> str:
    """The English word for the first time of day that a description names, else "".

    >>> time_told("A sunny afternoon in a garden."), time_told("傍晚的街道"), time_told("A later train.")
    ('afternoon', 'dusk', '')
    """
    plain = prose.casefold()
    found: list[tuple[int, str]] = []
    for word, time in TIMES_OF_DAY.items():
        unparted = not word.isascii() and len(word) > 1 and "\u3040" <= word[0] <= "\u9fff"
        place = plain.find(word) if unparted else _word_at(plain, word)
        if place >= 0 and time not in ("later", "continuous"):
            found.append((place, time))
    return min(found)[1] if found else ""


def _word_at(text: str, word: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return found.start() if found else -1


def is_capitals(text: str) -> bool:
    """Whether a text has cased letters and none of them is small.

    >>> is_capitals("KITCHEN - NIGHT"), is_capitals("厨房"), is_capitals("Kitchen")
    (True, False, False)
    """
    return text.isupper()


def is_transition(text: str) -> bool:
    """Whether a line is an editor's instruction such as "CUT TO:" or "Fade out.".

    >>> is_transition("CUT TO:"), is_transition("Cut to the chase.")
    (True, False)
    """
    return bool(_TRANSITION.match(text.strip()))


def read_heading(text: str) -> Heading | None:
    """The scene heading in a line of its own, or None where it is no heading.

    >>> one = read_heading("INT. KITCHEN - NIGHT")
    >>> one.place, one.time_of_day, one.interior
    ('KITCHEN', 'night', True)
    >>> read_heading("第一场 花园 日").place
    '花园'
    """
    text = text.strip()
    if not text or len(text) > 200:
        return None
    return _screenplay(text) or _numbered(text) or _eastern(text) or _capitals(text)


def _screenplay(text: str) -> Heading | None:
    found = _SCREENPLAY.match(text)
    if not found:
        return None
    mark = found["mark"].upper()
    bare = not found["dot"].strip(" -–—")
    # "Int" and "Ext" without a full stop are words of other languages: only capitals are a mark then.
    if bare and not (found["mark"].isupper() or not found["mark"].isascii()):
        return None
    # Nor are "EST" and the Arabic words for inside and outside, which begin sentences as well.
    if mark in ("EST", "داخلي", "خارجي") and not found["dot"].strip():
        return None
    outside = bool(re.match(_OUTSIDE, mark, re.IGNORECASE))
    both = "/" in mark
    number = found["number"] or ""
    rest = re.sub(rf"\s+{number}[.)]?$", "", found["rest"]) if number else found["rest"]
    place, time = _place_and_time(rest)
    interior = None if both else not outside
    return Heading(text=text, place=place, time_of_day=time, interior=interior, number=number)


def _numbered(text: str) -> Heading | None:
    found = _NUMBERED.match(text)
    if found and (found["act"] or found["word"]):
        act, scene = found["act"] or "", found["number"] or ""
        number = ".".join(part for part in (act.split()[-1] if act else "", scene) if part)
        place, time = _place_and_time(found["rest"])
        return _with_inside(Heading(text=text, place=place, time_of_day=time, number=number))
    ordinal = _ORDINAL.match(text)
    if ordinal:
        return Heading(text=text, number=ordinal["number"])
    if text.rstrip(".:") == "SCENE":
        return Heading(text=text)
    named = _NAMED.match(text)
    if named and (not named["rest"].endswith(("?", "!")) or is_capitals(named["word"])):
        place, time = _place_and_time(named["rest"])
        return _with_inside(Heading(text=text, place=place, time_of_day=time))
    return None


def _with_inside(heading: Heading) -> Heading:
    """A numbered heading whose place is itself a screenplay heading: "Scene 2: INT. KITCHEN"."""
    inner = _screenplay(heading.place) if heading.place else None
    return heading.changed(place=inner.place, interior=inner.interior) if inner else heading


def _eastern(text: str) -> Heading | None:
    found = _CHINESE.match(text) or _CHINESE_NAMED.match(text) or _KOREAN.match(text)
    if not found:
        return None
    interior: bool | None = None
    time = ""
    places: list[str] = []
    for word in re.split(r"[\s,，、·/]+|\s*[-–—]+\s*", (found["rest"] or "").strip()):
        if word in ("内", "内景", "室内", "外", "外景", "室外"):
            interior = word in ("内", "内景", "室内")
        elif not time and places and time_of_day(word):
            time = time_of_day(word)
        elif word:
            places.append(word)
    return Heading(text=text, place=" ".join(places), time_of_day=time, interior=interior, number=(found["number"] or "").strip())


def _capitals(text: str) -> Heading | None:
    if any(letter.islower() for letter in text) or ":" in text or "：" in text:
        return None
    parts = [part for part in _DASH.split(text) if part.strip()]
    if len(parts) < 2 or not time_of_day(parts[-1]):
        return None
    place, time = _place_and_time(text)
    return Heading(text=text, place=place, time_of_day=time)


def _place_and_time(text: str) -> tuple[str, str]:
    """Split "KITCHEN - NIGHT", "A garden, morning" or "花园 日" at the last part that names a time of day."""
    text = re.sub(r"\s+#[\w.-]+#?$|\s{2,}\d+[A-Z]?[.)]?$", "", text.strip())
    while (tail := _TAIL.search(text)) and time_of_day(_LAST_PART.split(text[: tail.start()])[-1]):
        text = text[: tail.start()]
    hour = re.match(r"^(.*\S)\s*[(（]([^()（）]+)[)）]$", text)
    if hour and time_of_day(hour[2]):
        return hour[1], time_of_day(hour[2])
    for mark in (_DASH, re.compile(r"\s*[,，.。;]\s+|[，。]"), re.compile(r"\s+")):
        ends = [found for found in mark.finditer(text)]
        if not ends:
            continue
        last = ends[-1]
        time = time_of_day(text[last.end() :])
        if time and (mark.pattern != r"\s+" or not text.isascii()):
            return text[: last.start()].strip(" .,"), time
    return text.rstrip(" .。") if not text.endswith("...") else text, time_of_day(text)
