"""Which eSpeak NG voice speaks a language, and which language reads a writing system. Tables, and nothing that is loaded."""

from __future__ import annotations

import unicodedata

from storyreel.film.plan import Choice

__all__ = ["base_language", "reads", "script_of", "voice_for_language", "voice_for_script"]

DEFAULT_VOICE = "en-us"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Voices of eSpeak NG 1.52 by their names in lower case; a name that is not in the list leaves another voice in place.
_VOICES = _set(
    "af am an ar as az ba be bg bn bpy bs ca ca-ba ca-nw ca-va chr cmn cs cv cy da de el en en-029 en-gb-scotland en-gb-x-gbclan"
    " en-gb-x-gbcwmd en-gb-x-rp en-us en-us-nyc eo es es-419 et eu fa fi fo fr fr-be fr-ch ga gd gn grc gu hak haw he hi hr ht hu"
    " hy hyw ia id io is it ja jbo ka kaa kk kl kn ko kok ku ky la lb lfn lt ltg lv mi mk ml mr ms mt mto my nb nci ne nl nog om"
    " or pa pap pl pt pt-br qu quc ro ru ru-lv sd shn si sk sl smj sq sr sv sw ta te th ti tk tn tr tt ug uk ur uz vi"
    " vi-vn-x-central vi-vn-x-south yue"
)
_ALIASES = {
    "en": "en-us", "en-gb": "en-gb-x-rp", "en-uk": "en-gb-x-rp", "en-ie": "en-gb-x-rp", "en-au": "en-gb-x-rp",
    "en-nz": "en-gb-x-rp", "en-in": "en-gb-x-rp", "en-za": "en-gb-x-rp", "en-sct": "en-gb-scotland", "zh": "cmn", "cn": "cmn",
    "zh-hk": "yue", "zh-yue": "yue", "zh-mo": "yue", "no": "nb", "nn": "nb", "iw": "he", "in": "id", "jp": "ja", "kr": "ko",
    "gr": "el", "es-mx": "es-419", "es-ar": "es-419", "es-co": "es-419", "es-cl": "es-419", "es-us": "es-419", "ckb": "ku",
    "arabic": "ar", "cantonese": "yue", "chinese": "cmn", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en-us",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la", "mandarin": "cmn",
    "norwegian": "nb", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es",
    "swahili": "sw", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
    "welsh": "cy",
}  # fmt: skip
# Writing systems by the first word of their letters' Unicode names: the voice that reads them, and the languages that do.
_SCRIPTS: dict[str, tuple[str, str]] = {
    "LATIN": ("en-us", ""),
    "CYRILLIC": ("ru", "ru uk be bg mk sr kk ky tt ba cv az uz tk nog kaa"),
    "GREEK": ("el", "el grc"),
    "ARABIC": ("ar", "ar fa ur ug sd ku"),
    "HEBREW": ("he", "he"),
    "DEVANAGARI": ("hi", "hi mr ne kok"),
    "BENGALI": ("bn", "bn as bpy"),
    "GURMUKHI": ("pa", "pa"),
    "GUJARATI": ("gu", "gu"),
    "ORIYA": ("or", "or"),
    "TAMIL": ("ta", "ta"),
    "TELUGU": ("te", "te"),
    "KANNADA": ("kn", "kn"),
    "MALAYALAM": ("ml", "ml"),
    "SINHALA": ("si", "si"),
    "THAI": ("th", "th"),
    "MYANMAR": ("my", "my shn"),
    "GEORGIAN": ("ka", "ka"),
    "ARMENIAN": ("hy", "hy hyw"),
    "ETHIOPIC": ("am", "am ti om"),
    "CHEROKEE": ("chr", "chr"),
    "HANGUL": ("ko", "ko"),
    "HIRAGANA": ("ja", "ja"),
    "KATAKANA": ("ja", "ja"),
    "CJK": ("cmn", "cmn yue hak"),
}
_NOT_LATIN = frozenset(code for name, (_, codes) in _SCRIPTS.items() if name != "LATIN" for code in codes.split()) - _set(
    "sr az uz tk om ku kaa"
)


def voice_for_language(language: str) -> Choice:
    """The eSpeak NG voice for a language tag or English name, with the reason; English where there is none.

    >>> voice_for_language("zh").choice, voice_for_language("pt_BR").choice, voice_for_language("tlh").choice
    ('cmn', 'pt-br', 'en-us')
    """
    asked = language.strip().lower().replace("_", "-")
    about = "language of the voice"
    if not asked:
        return Choice(about=about, choice=DEFAULT_VOICE, reason="no language is named, so English")
    tag = asked
    while tag:
        voice = _ALIASES.get(tag, tag)
        if voice in _VOICES:
            reason = f"eSpeak NG speaks {language}" if tag == asked else f"eSpeak NG has no {language}; {tag} is its nearest"
            return Choice(about=about, choice=voice, reason=reason)
        tag = tag.rpartition("-")[0]
    return Choice(about=about, choice=DEFAULT_VOICE, reason=f"eSpeak NG has no voice for {language!r}, so English")


def base_language(voice: str) -> str:
    """The language of a voice name, without region and variant.

    >>> base_language("en-gb-x-rp+f3"), base_language("cmn")
    ('en', 'cmn')
    """
    return voice.partition("+")[0].partition("-")[0].lower()


def script_of(letter: str) -> str:
    """The writing system of a letter as the first word of its Unicode name, "" for what is no letter.

    >>> script_of("a"), script_of("я"), script_of("語"), script_of("7")
    ('LATIN', 'CYRILLIC', 'CJK', '')
    """
    if not unicodedata.category(letter).startswith("L"):
        return ""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return {"KATAKANA-HIRAGANA": "KATAKANA"}.get(first, first) if first != "MODIFIER" else ""


def reads(voice: str, script: str) -> bool:
    """Whether a voice reads a writing system by its own rules.

    >>> reads("ru+m1", "CYRILLIC"), reads("ru", "LATIN"), reads("de", "LATIN"), reads("ja", "CJK")
    (True, False, True, False)
    """
    language = base_language(voice)
    if script == "LATIN":
        return language not in _NOT_LATIN
    return language in _SCRIPTS.get(script, ("", ""))[1].split()


def voice_for_script(script: str) -> str:
    """The voice that reads a writing system, "" where none does.

    >>> voice_for_script("HANGUL"), voice_for_script("KHMER")
    ('ko', '')
    """
    return _SCRIPTS.get(script, ("", ""))[0]
