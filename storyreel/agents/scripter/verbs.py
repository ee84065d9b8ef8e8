"""The verbs of stage business and the parts of a set, as they are written in English directions.

A table, and what finds its words in a text. What a verb does to the stage is not known here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["MOVES", "SEEN", "VerbHit", "spot_in", "verbs_in"]

MOVES: Final = frozenset({"enter", "exit", "move", "sit", "rise", "kneel", "lie", "embrace"})
"""Business that takes a Character off the mark or changes the posture."""
SEEN: Final = MOVES | {"give", "take", "put down"}
"""Business that needs a frame wide enough to see it whole."""
_VERBS: Final = (
    (
        "enter",
        r"re-?enters?|enter(?:s|ing)?|comes? (?:back )?in(?:to)?\b(?! hand)|walks? in(?:to)?\b|arriv(?:es?|ing)|"
        r"comes? back|returns?\b(?! (?:the|a|his|her|it))|appears?|bursts? in|rush(?:es)? in|runs? in",
    ),
    (
        "exit",
        r"exit(?:s|ing)?|exeunt|goes out|go out|goes off|leav(?:es|ing) the|leaves?(?=\s*(?:[.,;]|$))|walks? out|"
        r"runs? (?:out|off)|storms? out|hurr(?:ies|y) out|rush(?:es)? out|departs?|withdraws?|vanish(?:es)?|"
        r"disappears?",
    ),
    (
        "sit",
        r"sits?(?: down)?|sitting(?: down)?|seated|takes? a (?:seat|chair)|seats? (?:him|her|them)sel(?:f|ves)|"
        r"sinks? (?:down|into|on)",
    ),
    (
        "rise",
        r"ris(?:es?|ing)|stand(?:s|ing)? up|gets? up|getting up|"
        r"(?:starts|jumps|springs|leaps) (?:up|to (?:his|her) feet)",
    ),
    (
        "kneel",
        r"kneel(?:s|ing)?(?: down)?|falls? (?:up)?on (?:his|her) knees",
    ),
    (
        "lie",
        r"lies? down|lying(?: down)?|lies (?:on|in)|falls? (?:to the ground|dead)|collaps(?:es|ing)",
    ),
    (
        "lean",
        r"lean(?:s|ing)?",
    ),
    (
        "stand",
        r"stand(?:s|ing)?|is discovered",
    ),
    (
        "move",
        r"cross(?:es|ing)?|mov(?:es|ing)|walk(?:s|ing)?|"
        r"go(?:es|ing) (?:to|up|over|towards?|across|back|behind|round)|"
        r"com(?:es|ing) (?:up )?(?:to|towards?|forward|down)|approach(?:es|ing)?|steps?|stepping|"
        r"runs? (?:to|up|across)|hurr(?:ies|ying)|rush(?:es|ing)|retreat(?:s|ing)|follow(?:s|ing)|"
        r"back(?:s|ing) away|pac(?:es|ing)|stagger(?:s|ing)",
    ),
    (
        "take",
        r"tak(?:es|ing)(?! (?:a seat|off|place))|picks? up|picking up|snatch(?:es|ing)|grab(?:s|bing)|"
        r"seiz(?:es|ing)|draw(?:s|ing)(?= (?:an?\b|his|her|the|out))|pulls? out|pulling out|produc(?:es|ing)|"
        r"receiv(?:es|ing)|accepts?",
    ),
    (
        "give",
        r"giv(?:es|ing)|hand(?:s|ing)(?= (?:him|her|them|it|the|a|an|his|over|[A-Z]))|"
        r"pass(?:es|ing)(?= (?:him|her|them|it|the|a|an|[A-Z]))|offer(?:s|ing)|throws? (?:him|her|them)",
    ),
    (
        "put down",
        r"put(?:s|ting) (?:it|them|the|a|his|her|down|away|back|aside)|lay(?:s|ing) (?:it|them|the|a|his|her|down)|"
        r"set(?:s|ting) (?:it|them|the|a|his|her)|drop(?:s|ping)|throw(?:s|ing) (?:it|them|the|away|down)|"
        r"hid(?:es|ing)",
    ),
    (
        "hold",
        r"carr(?:ies|ying)|hold(?:s|ing)|bearing|bears|with(?= (?:a|an|the|his|her|two)\b)|in (?:his|her) hands?",
    ),
    (
        "handle",
        r"open(?:s|ing)|read(?:s|ing)|examin(?:es|ing)|look(?:s|ing) (?:at|on|upon|into)|inspect(?:s|ing)|"
        r"stud(?:ies|ying)|shows?|showing|point(?:s|ing)|light(?:s|ing)|pour(?:s|ing)|drink(?:s|ing)|"
        r"count(?:s|ing)|turn(?:s|ing) over|finger(?:s|ing)|stare(?:s)? at|staring at",
    ),
    (
        "embrace",
        r"embrac(?:es|ing)|kiss(?:es|ing)|hugs?|hugging|clasps?",
    ),
)
_VERB: Final = re.compile(
    "|".join(rf"(?P<v{order}>\b(?:{words})(?!\w))" for order, (_, words) in enumerate(_VERBS)), re.IGNORECASE
)
_SPOT: Final = re.compile(
    r"\b(window|door|table|sofa|couch|fire(?:place)?|hearth|chimney|bed|desk|piano|stairs?|steps|bench|gate|tree|chair|armchair|throne"
    r"|centre|center|left|right|front|back)\b",
    re.IGNORECASE,
)
_SIDES: Final = frozenset({"left", "right", "centre", "center", "front", "back"})


class VerbHit(NamedTuple):
    """A verb found in a text: its kind, the words, and where they stand."""

    verb: str
    words: str
    start: int
    end: int


def verbs_in(text: str) -> tuple[VerbHit, ...]:
    """The verbs of business in a text, in order.

    >>> [hit.verb for hit in verbs_in("He enters, sits down and takes a letter; the entertainment stands in the way.")]
    ['enter', 'sit', 'take', 'stand']
    """
    return tuple(
        VerbHit(_VERBS[[name is not None for name in hit.groups()].index(True)][0], hit[0], hit.start(), hit.end())
        for hit in _VERB.finditer(text)
    )


def spot_in(text: str) -> str:
    """The part of the set that a text names; a thing before a side, for "the back of the sofa" is by the sofa.

    >>> spot_in("to the back of the sofa"), spot_in("to the left"), spot_in("away")
    ('sofa', 'left', '')
    """
    found = [hit[0].casefold() for hit in _SPOT.finditer(text)]
    return next((spot for spot in found if spot not in _SIDES), found[0] if found else "")
