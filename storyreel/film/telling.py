"""Whether an action in words tells of a move, a change of posture, or a thing that passes from hand to hand.

Verbs are looked for, in English, Chinese, Spanish, French and German; nothing is understood. An action in another language is
taken to tell whatever is asked: no contradiction is claimed that cannot be read.
"""

from __future__ import annotations

import re

__all__ = ["plain_prop", "same_place", "tells_move", "tells_posture", "tells_transfer"]

_MOVE = (
    "walk step cross enter exit leave come go move pace run rush hurry stride stroll approach retreat return circle follow"
    " climb jump leap crawl stumble stagger march dart wander drift slip advance withdraw drag chase flee dash join escort"
    " burst storm sneak creep limp skip swim ride drive fall collapse arrive depart travel trudge lunge"
)
_POSTURE = (
    "sit stand rise lie kneel crouch squat lean fall collapse sink slump drop settle straighten climb wake bow stoop recline"
    " perch jump leap spring flop crumple faint curl hunch seat"
)
_TRANSFER = (
    "give hand pass take throw toss grab snatch receive accept offer catch steal swap exchange return deliver slide push lift"
    " pick put place set lay drop leave seize wrest pull tear slip share lend borrow fetch bring pluck surrender release"
    " present collect retrieve"
)
_IRREGULAR = {
    "come": "came",
    "go": "went goes gone",
    "run": "ran",
    "rise": "rose risen",
    "sit": "sat seated",
    "stand": "stood",
    "kneel": "knelt",
    "flee": "fled",
    "creep": "crept",
    "ride": "rode",
    "drive": "drove",
    "fall": "fell fallen",
    "lie": "lay lying",
    "sink": "sank sunk",
    "spring": "sprang sprung",
    "give": "gave given",
    "take": "took taken",
    "throw": "threw thrown",
    "catch": "caught",
    "steal": "stole stolen",
    "lay": "laid",
    "tear": "tore torn",
    "bring": "brought",
    "stride": "strode",
    "slide": "slid",
    "hurry": "hurries hurried",
    "carry": "carries carried",
    "wake": "woke",
}
_MOVE_PHRASES = (
    "stands up, sits down, gets up, gets to, rises, moves, makes for, backs away, turns away to, pushes through,"
    "camina, anda, entra, sale, corre, cruza, avanza, se acerca, se aleja, sube, baja, vuelve,"
    "marche, entre, sort, court, traverse, s'approche, s'éloigne, recule, monte, descend, revient,"
    "geht, läuft, tritt, kommt, rennt, verlässt, nähert, betritt, steigt"
)
_POSTURE_PHRASES = (
    "gets up, gets to, got up, helps up, pulls up, se sienta, se levanta, se arrodilla, se tumba, s'assied, s'assoit, se lève,"
    "s'agenouille, setzt sich, steht auf, legt sich, kniet"
)
_TRANSFER_PHRASES = (
    "da, entrega, pasa, toma, coge, lanza, recoge, deja, donne, tend, passe, prend, jette, saisit, pose,"
    "gibt, reicht, nimmt, wirft, greift, legt"
)
_MOVE_SIGNS = "走跑进出来去离近移穿退追冲回过上下"
_POSTURE_SIGNS = "坐站起跪躺蹲倒靠卧"
_TRANSFER_SIGNS = "给递交拿接抢夺放扔取送还"

_LISTED = frozenset({"en", "zh", "cmn", "yue", "es", "fr", "de"})
_ENGLISH = re.compile(r"\b(?:the|a|an|to|at|his|her|their|and|of|with|on|in|by|from)\b", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:the|an?|at|by|on|in|of|to|near|next|beside|towards?|his|her|their|its|and|with|from)\b")
_OWN = re.compile(r"^(?:an?|his|her|their|its|my|your|two|three|several|some|another)\s", re.IGNORECASE)


def _pattern(verbs: str, phrases: str, signs: str) -> re.Pattern[str]:
    forms = {phrase.strip() for phrase in phrases.split(",")}
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        double = stem + stem[-1]
        forms |= {verb, f"{verb}s", f"{verb}es", f"{stem}ing", f"{stem}ed", f"{double}ing", f"{double}ed"}
        forms |= set(_IRREGULAR.get(verb, "").split())
    words = "|".join(sorted(map(re.escape, forms)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|[{signs}]", re.IGNORECASE)


_TELLS_MOVE = _pattern(_MOVE, _MOVE_PHRASES, _MOVE_SIGNS)
_TELLS_POSTURE = _pattern(_POSTURE, _POSTURE_PHRASES, _POSTURE_SIGNS)
_TELLS_TRANSFER = _pattern(_TRANSFER, _TRANSFER_PHRASES, _TRANSFER_SIGNS)


def _unread(text: str, language: str) -> bool:
    return bool(text.strip()) and language.split("-")[0].lower() not in _LISTED and not _ENGLISH.search(text)


def tells_move(action: str, language: str = "en") -> bool:
    """Whether somebody changes place in these words.

    >>> [tells_move(text) for text in ("Rosa crosses to the window", "Rosa waits", "她走向窗边")], tells_move("Rosa menee", "fi")
    ([True, False, True], True)
    """
    return _unread(action, language) or bool(_TELLS_MOVE.search(action))


def tells_posture(action: str, language: str = "en") -> bool:
    """Whether somebody sits down, gets up or the like in these words.

    >>> tells_posture("Tom sinks into the chair"), tells_posture("Tom smiles")
    (True, False)
    """
    return _unread(action, language) or bool(_TELLS_POSTURE.search(action))


def tells_transfer(action: str, language: str = "en") -> bool:
    """Whether a thing is given, taken, put down or picked up in these words.

    >>> tells_transfer("She hands him the letter"), tells_transfer("She reads the letter")
    (True, False)
    """
    return _unread(action, language) or bool(_TELLS_TRANSFER.search(action))


def plain_prop(name: str) -> str:
    """A prop's name for comparison; "" where the words leave open which one it is ("a glass", "her coat").

    >>> plain_prop("The Letter"), plain_prop("letter"), plain_prop("a glass")
    ('letter', 'letter', '')
    """
    name = " ".join(name.split())
    return "" if _OWN.match(name) else name.casefold().removeprefix("the ")


def same_place(one: str, two: str) -> bool:
    """Whether two wordings may mean the same place: the words that matter of one are all in the other.

    >>> same_place("left, by the window", "at the window"), same_place("by the window", "by the door"), same_place("", "left")
    (True, False, True)
    """
    first, second = _words(one), _words(two)
    return first <= second or second <= first


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", _SMALL.sub(" ", text.casefold())))
