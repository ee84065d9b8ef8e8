"""Which language a text is in: by its writing system, then by its commonest small words.

A simple guess for choosing a voice and a speaking rate: languages that share a script and whose words are not listed here come
out as the nearest listed one, and a text with no letters as English. A source that names its language is believed instead.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["detect_language"]

_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("zh", r"[\u4e00-\u9fff\u3400-\u4dbf]"),
    ("ar", r"[\u0600-\u06ff\u0750-\u077f]"),
    ("he", r"[\u0590-\u05ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("pa", r"[\u0a00-\u0a7f]"),
    ("gu", r"[\u0a80-\u0aff]"),
    ("ta", r"[\u0b80-\u0bff]"),
    ("te", r"[\u0c00-\u0c7f]"),
    ("kn", r"[\u0c80-\u0cff]"),
    ("ml", r"[\u0d00-\u0d7f]"),
    ("si", r"[\u0d80-\u0dff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("my", r"[\u1000-\u109f]"),
    ("ka", r"[\u10a0-\u10ff\u1c90-\u1cbf]"),
    ("am", r"[\u1200-\u137f]"),
    ("hy", r"[\u0530-\u058f]"),
    ("el", r"[\u0370-\u03ff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("latin", r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
)
_COUNTS = tuple((tag, re.compile(pattern)) for tag, pattern in _SCRIPTS)
_LETTERS_OF = (
    ("ar", "fa", "پچژگ"),
    ("ar", "ur", "ٹڈےں"),
    ("ru", "uk", "іїєґ"),
    ("ru", "be", "ў"),
)
_SMALL_WORDS = {
    "en": "the and you that is it of to in not what have this with are for was my your don't i'm i a he she we they me him her"
    " do did said would will can could there here who where when why how no yes know go come back on at but be at if so all"
    " am by an us our now",
    "fr": "le la les et vous que est je ne pas des une dans qui c'est pour avec sur mon nous il elle ils au ce se mais où dit ai",
    "de": "der die und das ist nicht ich sie es ein zu wir mit auf was du mir auch den von",
    "es": "el los que y no es una por con lo para pero como está muy qué las del yo tú",
    "it": "il che di non è una per sono con mi gli lo del ma ho cosa come della questo più",
    "pt": "o que não é uma os com para em eu você mas do da muito isso está por meu como",
    "nl": "de het een en niet ik dat je van is wat met maar zijn voor hebben mijn naar ook er",
    "sv": "och att det är jag inte en som på har för med du av vad till den han vi ett",
    "da": "og det er jeg ikke en at på har med du af hvad til den han vi et for hvor",
    "nb": "og det er jeg ikke en å på har med du av hva til den han vi et for hvor",
    "fi": "ja on ei se että hän minä olen mitä niin mutta sinä kun ole oli tämä kuin",
    "pl": "nie to się na jest że co i w do jak ale mnie tak o czy mi z już ja",
    "cs": "že se na je to co ale jak tak jsem v mi už jsi by pro a ten jen když",
    "hu": "a az nem hogy és van egy ez meg mi de is csak én te mit már el ki jó",
    "ro": "nu și să este o în ce la cu de mai pe am că un sunt asta pentru dar eu",
    "tr": "bir ve bu ne için ben de da çok mi var değil sen ama gibi o daha evet hayır",
    "id": "yang tidak ini itu dan aku kau apa di ada dengan untuk saya akan kita bisa dia",
    "vi": "không là tôi và của có một anh em được đã cho này với những người ở ta gì",
}
_SHARED = Counter(word for words in _SMALL_WORDS.values() for word in set(words.split()))
_WEIGHTS = {tag: {word: 1 / _SHARED[word] for word in words.split()} for tag, words in _SMALL_WORDS.items()}
_SAMPLE_CHARS = 50_000


def detect_language(text: str) -> str:
    """The BCP-47 primary tag of a text's language, "en" where nothing tells.

    >>> detect_language("你好，今天天气很好。"), detect_language("Je ne sais pas où il est.")
    ('zh', 'fr')
    """
    sample = text[:_SAMPLE_CHARS]
    counts = {tag: len(pattern.findall(sample)) for tag, pattern in _COUNTS}
    # Japanese is told by its kana, although most of its letters may be Chinese characters.
    if counts["ja"] and counts["ja"] * 8 >= counts["zh"] and counts["ja"] + counts["zh"] > counts["latin"] / 2:
        return "ja"
    # A Latin letter counts half against scripts that need fewer letters to say as much.
    counts["zh"] *= 2
    tag = max(counts, key=lambda key: counts[key])
    if counts[tag] == 0:
        return "en"
    if tag == "latin":
        return _by_small_words(sample)
    for script, language, letters in _LETTERS_OF:
        if tag == script and sum(sample.count(letter) for letter in letters) * 100 >= counts[tag]:
            return language
    return tag


def _by_small_words(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold().replace("’", "'")))
    # A word that several languages have ("no", "me", "i") tells less.
    scores = {tag: sum(count * known.get(word, 0) for word, count in words.items()) for tag, known in _WEIGHTS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] > scores["en"] else "en"
