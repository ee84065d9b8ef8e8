"""What is felt in a Line or a direction: one of eight emotions, and how strongly, read from words and punctuation.

The words are a small English lexicon with a few signs of other scripts; irony and subtext are beyond it, and a judge's business.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

__all__ = ["EMOTIONS", "NEUTRAL", "Feeling", "read_feeling"]

EMOTIONS: Final = ("neutral", "happy", "sad", "angry", "afraid", "surprised", "tender", "tired")

# A word that ends in * stands for all words that begin so.
_LEXICON: Final = {
    "happy": "joy* happy happi* glad* delight* laugh* smil* grin* cheer* merr* wonderful* lovely charming hurrah hooray bravo"
    " splendid beam* excited*"
    " chuckl* giggl* amus* playful* congratulat* beautiful eager* triumphant* bright* twinkl* gaily gaiety jest*"
    " 高兴 开心 笑 快乐 😀 😃 😄 😁 😂 😊 🙂 🥳 🎉",
    "sad": "sad* cry crying cries weep* wept tears tearful* sorrow* grie* mourn* alas alack lonely loneliness miser* unhapp* sob*"
    " heartbr* regret* melanchol* nostalgic* gloom* pity sorry wretched hopeless* despair* dead died farewell"
    " goodbye 哭 悲 伤心 难过"
    " 😢 😭 😞 😔 💔",
    "angry": "angr* furious* fury rage* hate* hatred damn* shout* yell* snap* scowl* outrag* absurd nonsense liar fool*"
    " idiot* scoundrel villain* insult* fierce* curse* indignant* irritat* annoy* bitter* stern* disgust* ungentlemanly"
    " infirm threaten* slam* contempt* sharply impatien* 怒 生气 愤 😠 😡 🤬",
    "afraid": "afraid fear* terror terrif* terribl* fright* scare* horror* horrif* nervous* trembl* hark murder* danger* panic*"
    " anxious* alarm* dread* ghost* hush blood* nightmare haunted haunting uneasy uneasily cautious* shudder* appal* whisper*"
    " 怕 恐 害怕 😨 😱 😰",
    "surprised": "surpris* astonish* amaz* startl* shock* gasp* incredul* heavens gracious impossible unbeliev* bewilder* stunned"
    " baffl* wonder* 惊 吃惊 😮 😲 🤯",
    "tender": "love* loving dear* darling sweet* gentl* tender* kiss* embrac* soft* caress* thank* fond* kindly forgive*"
    " beloved affection* warmly precious 爱 温柔 亲爱 ❤ 😍 🥰 💕",
    "tired": "tired weary wearily exhaust* sigh sighs sighing yawn* fainting sleepy drowsy listless* 累 疲 😴 🥱 😪",
}
_MANNERS: Final = re.compile(
    r"laugh|smil|grin|chuckl|giggl|cry|cries|weep|wept|tear|sob|shout|yell|snap|scowl|slam|whisper|trembl|shudder|gasp|kiss|embrac|sigh|yawn"
)
"""How a thing is said or done: these tell in a direction; in a spoken Line they are mostly about somebody else."""
_SHOUT: Final = re.compile(r"[!！]")
_ASK: Final = re.compile(r"[?？؟]")
_OPENERS: Final = re.compile(r"^\W*(what|why|how|oh|o|good heavens|really|you|your)\b", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")


_STRESSED: Final = re.compile(
    r"\b(never|must|nothing|everything|always|swear|truth|final|forever|first time|not one|no more)\b", re.IGNORECASE
)


_GRAVE: Final = re.compile(
    r"\b(kill(?:s|ed|ing)?|dies?|dying|death|burn(?:s|ed|ing)?|war|hang(?:s|ed)?|prison|divorce|pregnant|betray\w*|poison\w*"
    r"|leav(?:e|ing) you|love you|not (?:your|my) (?:father|mother|son|daughter|husband|wife))\b",
    re.IGNORECASE,
)
"""What is grave to say, however calmly it is said."""


class Feeling(NamedTuple):
    """An emotion, its strength from 0.0 to 1.0, and the sign that told."""

    emotion: str
    strength: float
    sign: str = ""


NEUTRAL: Final = Feeling("neutral", 0.0)


def _tables() -> tuple[dict[str, str], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    whole: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    signs: list[tuple[str, str]] = []
    for emotion, words in _LEXICON.items():
        for word in words.split():
            if not word.isascii():
                signs.append((word, emotion))
            elif word.endswith("*"):
                stems.append((word[:-1], emotion))
            else:
                whole[word] = emotion
    return whole, tuple(stems), tuple(signs)


_WHOLE, _STEMS, _SIGNS = _tables()


def _signs_in(text: str, *, spoken: bool) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for token in re.findall(r"[a-z]+", text.casefold()):
        if spoken and _MANNERS.match(token):
            continue
        emotion = _WHOLE.get(token) or next((e for stem, e in _STEMS if token.startswith(stem)), "")
        if emotion:
            found.append((emotion, token))
    if not text.isascii():
        found.extend((emotion, sign) for sign, emotion in _SIGNS if sign in text)
    return found


def _from_punctuation(text: str) -> tuple[str, float]:
    shouts, asks = len(_SHOUT.findall(text)), len(_ASK.findall(text))
    short = len(text.split()) <= 4 and len(text) <= 40
    strength = min(0.5, 0.22 * shouts) + (0.15 if asks and short else 0.0)
    if shouts and asks and short:
        return "surprised", strength + 0.15
    if shouts and (short or _OPENERS.search(text)):
        return "surprised", strength
    if text.rstrip().endswith(("...", "…", "—", "--")):
        return "sad", 0.12
    return ("surprised", strength) if asks and short else ("neutral", strength)


def read_feeling(text: str, parenthetical: str = "") -> Feeling:
    """The emotion of a Line with its parenthetical; a word in the parenthetical weighs three times one in the text.

    >>> read_feeling("Your aunt!"), read_feeling("It is noon.").emotion
    (Feeling(emotion='surprised', strength=0.22, sign='punctuation'), 'neutral')
    >>> read_feeling("Come here.", "furious").emotion
    'angry'
    """
    votes: Counter[str] = Counter()
    sign: dict[str, str] = {}
    for emotion, word in _signs_in(text, spoken=True):
        votes[emotion] += 1
        sign.setdefault(emotion, word)
    for emotion, word in _signs_in(parenthetical, spoken=False):
        votes[emotion] += 3
        sign[emotion] = word
    guess, strength = _from_punctuation(text)
    if _CAPITALS.search(text) and not text.isupper():
        votes["angry"] += 1
        sign.setdefault("angry", "capitals")
        strength += 0.2
    strength += min(0.2, 0.05 * len(_STRESSED.findall(text))) + min(0.3, 0.15 * len(_GRAVE.findall(text)))
    if not votes:
        return Feeling(guess, round(min(1.0, strength), 3), "punctuation" if strength else "")
    # Of equal votes the earlier in EMOTIONS wins: the order is fixed, so the reading is too.
    emotion = max(EMOTIONS, key=lambda name: (votes[name], -EMOTIONS.index(name)))
    return Feeling(emotion, round(min(1.0, strength + 0.14 * votes[emotion]), 3), sign[emotion])
