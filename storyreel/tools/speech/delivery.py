"""How a parenthetical colours a reading: modest changes of rate, pitch and level. It reads words and knows no engine."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Delivery", "delivery_of"]


class Delivery(NamedTuple):
    """Changes to the normal reading: factor of the rate, steps of pitch (of 100), dB of level, and the word that asked."""

    rate: float = 1.0
    pitch: int = 0
    gain_db: float = 0.0
    because: str = ""


# Beginnings of words, so that "quietly" and "quiet", "angrily" and "angry" are one; the first that fits counts.
_TABLE: tuple[tuple[str, Delivery], ...] = (
    ("whisper|under (?:his|her|their) breath|sotto|耳语|低语", Delivery(0.92, -3, -8.0)),
    ("shout|yell|scream|bellow|roar|cry(?:ing)? out|大喊|喊", Delivery(1.05, 8, 4.0)),
    ("quiet|soft|gentl|hush|low|murmur|mutter|mumbl|小声|轻声", Delivery(0.95, -3, -5.0)),
    ("loud|firm|call", Delivery(1.0, 4, 3.0)),
    ("ang(?:er|r)|furious|rag(?:e|ing)|snap|bark|怒", Delivery(1.08, 5, 3.0)),
    ("sob|weep|tear|cry|哭", Delivery(0.88, 4, -2.0)),
    ("sad|sorrow|grie|mourn|heavy|broken|悲|伤", Delivery(0.88, -5, -2.0)),
    ("tired|wear|exhaust|sleep|drunk", Delivery(0.87, -5, -3.0)),
    ("slow|paus|hesita|careful|deliberate|慢", Delivery(0.86, 0, 0.0)),
    ("quick|fast|hurr|rush|urgent|breathless|急|快", Delivery(1.14, 3, 0.0)),
    ("excit|happ|joy|delight|laugh|cheer|bright|eager|笑|高兴|兴奋", Delivery(1.06, 8, 1.0)),
    ("afraid|fear|scar|terrif|nervous|anxious|panic|trembl|怕|紧张", Delivery(1.08, 6, -1.0)),
    ("surpris|astonish|amaz|shock|惊", Delivery(1.04, 7, 1.0)),
    ("cold|flat|dry|stern|grave|serious|冷", Delivery(0.97, -4, 0.0)),
)  # fmt: skip
_READ = tuple((re.compile(rf"(?<![a-z])(?:{words})"), asked) for words, asked in _TABLE)


def delivery_of(parenthetical: str) -> Delivery:
    """What the words of a parenthetical ask of the reading; the normal one where they ask nothing that is known.

    >>> delivery_of("quietly, to Rosa").gain_db, delivery_of("pours the tea") == Delivery()
    (-5.0, True)
    """
    words = parenthetical.lower()
    for pattern, asked in _READ:
        found = pattern.search(words)
        if found:
            return asked._replace(because=found.group())
    return Delivery()
