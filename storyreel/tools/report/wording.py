"""Figures as people read them: lengths, money, cameras. It invents nothing: what is unknown is called unknown."""

from __future__ import annotations

import unicodedata

from storyreel.film.script import Blocking, Shot
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, TransitionKind

__all__ = ["camera_words", "duration_words", "money_words", "shortened", "staging_words"]


def duration_words(seconds: float) -> str:
    """Seconds as minutes and seconds.

    >>> duration_words(4.25), duration_words(72), duration_words(3723)
    ('4.2 s', '1 min 12 s', '1 h 2 min')
    """
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def money_words(micros: int | None, currency: str = "USD") -> str:
    """Millionths of a currency as an amount; None is unknown.

    >>> money_words(0), money_words(1_250_000, "EUR"), money_words(1200), money_words(None)
    ('nothing', '1.25 EUR', '0.0012 USD', 'unknown')
    """
    if micros is None:
        return "unknown"
    if micros == 0:
        return "nothing"
    amount = micros / 1_000_000
    return f"{amount:.2f} {currency}" if amount >= 0.1 else f"{amount:.4f} {currency}"


def camera_words(shot: Shot) -> list[str]:
    """The camera in words, most telling first; what is as usual is left out.

    >>> camera_words(Shot(uid="a", id="1.1", start_ms=0, end_ms=1, move={"kind": "push in", "speed": "slow"}, lens_mm=85))
    ['medium', 'single', 'slow push in', '85 mm']
    """
    words = [shot.size.value, shot.framing.value if shot.framing is not Framing.SINGLE or len(shot.in_frame) < 2 else ""]
    if shot.angle is not Angle.EYE_LEVEL:
        words.append(shot.angle.value if shot.angle is Angle.OVERHEAD else f"{shot.angle.value} angle")
    if shot.move.kind is not CameraMove.STATIC:
        speed = "" if shot.move.speed is MoveSpeed.MEDIUM else f"{shot.move.speed.value} "
        direction = f" {shot.move.direction}" if shot.move.direction and shot.move.direction not in shot.move.kind.value else ""
        words.append(f"{speed}{shot.move.kind.value}{direction}")
    if shot.lens_mm:
        words.append(f"{shot.lens_mm} mm")
    if shot.transition.kind is not TransitionKind.CUT:
        words.append(f"{shot.transition.kind.value} in")
    return [word for word in words if word]


def staging_words(blocking: Blocking) -> str:
    """Where one Character stands and what they do, in a line.

    >>> staging_words(Blocking(character="ROSA", position="by the window", facing="TOM", holds=("letter",), posture="sitting"))
    'sitting, by the window, facing TOM, holds letter'
    """
    parts = [
        blocking.posture if blocking.posture not in ("", "standing") else "",
        blocking.position,
        f"facing {blocking.facing}" if blocking.facing else "",
        blocking.action,
        f"holds {', '.join(blocking.holds)}" if blocking.holds else "",
        blocking.emotion if blocking.emotion != "neutral" else "",
    ]
    return ", ".join(part for part in parts if part)


def shortened(text: str, columns: float) -> str:
    """A label of at most so many columns, cut with an ellipsis, "" where not even that fits; wide letters take two columns.

    >>> shortened("ALGERNON", 8), shortened("ALGERNON MONCRIEFF", 8), shortened("罗莎和她的妹妹", 8), shortened("1.12", 0.5)
    ('ALGERNON', 'ALGERNO…', '罗莎和…', '')
    """
    text = " ".join(text.split())
    widths = [0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text]
    if sum(widths) <= columns:
        return text
    kept, used = 0, 1
    while kept < len(text) and used + widths[kept] <= columns:
        used += widths[kept]
        kept += 1
    return text[:kept].rstrip() + "…" if kept else ""
