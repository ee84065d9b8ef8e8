"""In whose hand a character is to be drawn: Chinese, Japanese and Korean share characters that each writes in its own way.

It answers with the tags that fonts are looked up by. It knows no font.
"""

from __future__ import annotations

__all__ = ["hand_of"]

_CHINESE = {"hant": "zh-TW", "tw": "zh-TW", "hk": "zh-HK", "mo": "zh-HK"}
_OWN = {"ja": "ja", "ko": "ko", "yue": "zh-HK"}


def hand_of(text: str, language: str = "") -> str:
    """The tag of the language whose forms a text is to have; "" where it does not matter.

    Args:
        language: Of the text, as far as it is known. One that is not written with these characters is passed over.

    >>> hand_of("直"), hand_of("直", "zh-Hant"), hand_of("直す"), hand_of("直", "ja-JP"), hand_of("Nora", "en")
    ('zh-CN', 'zh-TW', 'ja', 'ja', '')
    """
    if not any("\u1100" <= one <= "\u9fff" or "\uac00" <= one <= "\ufaff" or one >= "\U00020000" for one in text):
        return ""
    first, *others = language.lower().replace("_", "-").split("-")
    if first in ("zh", "cmn"):
        return next((_CHINESE[part] for part in reversed(others) if part in _CHINESE), "zh-CN")
    return _OWN.get(first) or _seen(text)


def _seen(text: str) -> str:
    """By the writing: kana are Japanese, Hangul is Korean, and characters alone are taken for Chinese."""
    if any("\u3040" <= one <= "\u30ff" for one in text):
        return "ja"
    if any("\u1100" <= one <= "\u11ff" or "\uac00" <= one <= "\ud7af" for one in text):
        return "ko"
    return "zh-CN"
