"""What a person does moment by moment: breath, blinks, gaze, face by emotion, nods, and hands. Data over time; draws nothing.

Chance is drawn from names and the Shot's salt, so that a take is the same whenever it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, exp, hypot, pi, sin

from storyreel.tools.generators.previz.camera import Vec
from storyreel.tools.generators.previz.chance import number, spread, wave
from storyreel.tools.generators.previz.mouth import REST, Lips
from storyreel.tools.generators.previz.people import Person, eased, yaw_between
from storyreel.tools.generators.previz.pose import Hands
from storyreel.tools.generators.previz.words import first_of, mentions

__all__ = ["FACES", "Acting", "Mien", "act", "mien_of"]


@dataclass(frozen=True, slots=True)
class Mien:
    """A face's expression: -1 to 1 for brows and mouth; eyes 1.0 is open as usual."""

    inner_brow: float = 0.0
    outer_brow: float = 0.0
    eyes: float = 1.0
    squint: float = 0.0
    smile: float = 0.0
    part_lips: float = 0.0
    tilt: float = 0.0
    droop: float = 0.0


FACES: dict[str, Mien] = {
    "neutral": Mien(),
    "happy": Mien(inner_brow=0.12, outer_brow=0.25, squint=0.3, smile=0.9, tilt=0.03),
    "sad": Mien(inner_brow=0.75, outer_brow=-0.35, eyes=0.76, smile=-0.6, tilt=0.05, droop=0.15),
    "angry": Mien(inner_brow=-0.85, outer_brow=0.3, eyes=0.94, squint=0.28, smile=-0.5, droop=0.04),
    "afraid": Mien(inner_brow=0.75, outer_brow=0.3, eyes=1.34, smile=-0.32, part_lips=0.14, droop=-0.05),
    "surprised": Mien(inner_brow=0.7, outer_brow=0.85, eyes=1.38, part_lips=0.34, droop=-0.05),
    "tender": Mien(inner_brow=0.4, outer_brow=-0.05, eyes=0.84, squint=0.24, smile=0.55, tilt=0.08),
    "tired": Mien(inner_brow=0.18, outer_brow=-0.15, eyes=0.58, smile=-0.18, droop=0.1),
    "stern": Mien(inner_brow=-0.4, outer_brow=0.0, eyes=0.88, squint=0.16, smile=-0.24),
    "curious": Mien(inner_brow=0.2, outer_brow=0.5, eyes=1.1, smile=0.08, tilt=0.09),
}
_EMOTIONS = (
    ("neutral", "neutral, calm, matter of fact, flat, even, composed"),
    ("happy", "happy, joy, joyful, laughing, laughs, laugh, smiling, smiles, smile, cheerful, delighted, amused, excited,"
     " playful, gleeful, triumphant, proud, merry, elated, jolly, teasing, mischievous, wry, witty, pleased, brightly, eager,"
     " eagerly, grin, 高兴, 笑, 喜"),
    ("sad", "sad, grief, grieving, sorrow, crying, cries, weeping, tearful, melancholy, despair, heartbroken, mournful, lonely,"
     " regret, ashamed, subdued, guilty, hurt, disappointed, miserable, wistful, resigned, sobbing, gloomy, 悲, 哭, 伤"),
    ("angry", "angry, anger, furious, rage, shouting, shouts, irritated, annoyed, hostile, bitter, indignant, outraged, disgust,"
     " jealous, contempt, agitated, defiant, fierce, sharp, sharply, snaps, impatient, threatening, menacing,"
     " accusing, hatred, 怒, 气"),
    ("afraid", "afraid, fear, fearful, scared, terrified, anxious, nervous, panic, worried, dread, horror, trembling, uneasy,"
     " alarm, alarmed, frightened, desperate, tense, haunted, urgent, 怕, 惊恐"),
    ("surprised", "surprised, surprise, shock, shocked, astonished, amazed, startled, stunned, disbelief, wonder, awe,"
     " incredulous, 惊"),
    ("tender", "tender, love, loving, gentle, soft, softly, warm, affectionate, romantic, kind, hopeful, comforting, intimate,"
     " quietly, relieved, grateful, longing, admiring, whisper, whispers, 爱, 温柔"),
    ("tired", "tired, weary, exhausted, sleepy, bored, drunk, ill, sick, faint, 累"),
    ("curious", "curious, questioning, suspicious, sceptical, skeptical, doubt, puzzled, confused, interested, thoughtful,"
     " intrigued, wondering"),
    ("stern", "stern, serious, grave, grim, cold, determined, resolute, solemn, formal, firm, dry, sarcastic, stubborn,"
     " commanding, suspense"),
)  # fmt: skip
# Hands by what is done: (left, right), each (to its own side, up, forward) from the shoulder.
_DOINGS: tuple[tuple[Hands, str], ...] = (
    (Hands(right=(0.1, 0.06, 0.56)), "points, pointing, accuses, indicates"),
    (Hands(right=(0.2, 0.36, 0.24)), "waves, waving, greets, hails, beckons, salutes"),
    (Hands((-0.2, -0.26, 0.2), (-0.24, -0.22, 0.24)), "folds arms, crosses arms, arms crossed, arms folded, crossed arms,"
     " folded arms"),
    (Hands((-0.16, 0.12, 0.17), (-0.16, 0.12, 0.17)), "weeps, cries, sobs, hides face, covers face, head in hands, buries"),
    (Hands(right=(-0.16, 0.02, 0.22)), "hand to mouth, gasps, coughs, drinks, sips, smokes, eats, kisses"),
    (Hands(right=(-0.19, -0.16, 0.18)), "hand on heart, swears, vows, clutches, pleads, begs, prays"),
    (Hands((-0.15, -0.1, 0.27), (-0.15, -0.1, 0.27)), "praying, prays, clasps, clasped hands, begging, implores, thanks"),
    (Hands((0.12, -0.26, 0.34), (0.12, -0.26, 0.34)), "shrugs, spreads, opens arms, welcomes, explains"),
    (Hands((0.02, -0.08, 0.5), (0.02, -0.08, 0.5)), "embraces, hugs, reaches, holds out, offers, gives, hands over, takes,"
     " pushes, catches"),
    (Hands((0.12, -0.36, 0.02), (0.12, -0.36, 0.02)), "hands on hips, arms akimbo"),
    (Hands((-0.05, -0.3, 0.36), (-0.02, -0.28, 0.38)), "writes, writing, types, reads, reading, sews, cooks, eating, playing,"
     " works"),
)  # fmt: skip
_RESTS: tuple[Hands, ...] = (
    Hands(),
    Hands((-0.13, -0.38, 0.2), (-0.13, -0.38, 0.2)),
    Hands(right=(0.11, -0.37, 0.03)),
    Hands((-0.08, -0.45, -0.1), (-0.08, -0.45, -0.1)),
    Hands(left=(0.02, -0.44, 0.1)),
)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person at one instant.

    Attributes:
        head_yaw, head_pitch, head_roll: Radians; yaw is of the world, pitch lifts the chin.
        gaze: Where the eyes rest, metres, or None for the lens.
        closed: How far the lids are down, 0 to 1.
        talking: How much they speak just now, 0 to 1.
    """

    mien: Mien
    lips: Lips = REST
    breath: float = 0.0
    lean: float = 0.0
    head_yaw: float = 0.0
    head_pitch: float = 0.0
    head_roll: float = 0.0
    gaze: Vec | None = None
    closed: float = 0.0
    talking: float = 0.0
    hands: Hands | None = None


def mien_of(words: str) -> Mien:
    """The expression for words about feeling.

    >>> mien_of("barely hides her joy").smile > 0.5, mien_of("").smile
    (True, 0.0)
    """
    return FACES[first_of(words, _EMOTIONS) or "neutral"]


def _parted(lips: Lips, by: float) -> Lips:
    """Lips that a feeling holds apart; who speaks closes them where the words do."""
    return lips._replace(open=by) if lips.open < by else lips


def act(
    person: Person, t_s: float, part: float, *, salt: str, lips: Lips = REST, talking: float = 0.0, heard: Vec | None = None,
    lens: Vec = (0.0, 1.5, -5.0), emotion: str = "",
) -> Acting:  # fmt: skip
    """What a person does at a time.

    Args:
        t_s: Seconds from the Shot's start.
        part: Part of the Shot, 0 to 1.
        talking: 0 to 1, how much of a Line they are in.
        heard: The head of someone else who speaks just now; listeners look there.
        lens: The camera's place.
    """
    mien = mien_of(emotion or person.emotion)
    own = (person.name, salt)
    breath = sin(2 * pi * (t_s * spread(0.2, 0.28, person.name, "pace") + number(person.name, "breath")))
    aim = person.gaze
    if heard is not None and not talking and aim is not None and number(person.name, salt, "listens") < 0.85:
        aim = heard
    drift = wave(t_s, *own, "drift", hz=0.35)
    yaw, pitch = _toward(person, part, aim if aim is not None else lens)
    nod = talking * (0.05 * wave(t_s, *own, "nod", hz=1.3) + 0.02 * wave(t_s, *own, "beat", hz=2.2))
    if not talking and mentions(person.action, "nods, nodding, agrees"):
        nod = 0.09 * sin(2 * pi * 1.6 * t_s) * (1 - eased(part, 0.5, 0.9))
    shake = (
        0.14 * sin(2 * pi * 1.5 * t_s)
        if mentions(person.action, "shakes head, shakes his head, shakes her head, refuses")
        else 0.0
    )
    return Acting(
        mien=mien,
        lips=_parted(lips, mien.part_lips * (1 - talking)),
        breath=breath,
        lean=0.012 * wave(t_s, *own, "lean", hz=0.14) + 0.025 * talking,
        head_yaw=yaw + 0.05 * drift + shake,
        head_pitch=pitch + nod - mien.droop + 0.015 * wave(t_s, *own, "pitch", hz=0.3),
        head_roll=(mien.tilt if number(person.name, "tilt") < 0.5 else -mien.tilt) + 0.03 * wave(t_s, *own, "roll", hz=0.22),
        gaze=_glance(aim, person, t_s, own) if aim is not None else None,
        closed=_blink(t_s, own),
        talking=talking,
        hands=_hands(person, t_s, part, talking, own),
    )


def _toward(person: Person, part: float, aim: Vec) -> tuple[float, float]:
    x, y, z = person.head(part)
    body = person.heading(part)
    turn = yaw_between(body, atan2(aim[0] - x, aim[2] - z))
    limit = 1.15 if person.mark.walks and part < person.walk_parts[1] else 1.3
    turn = max(-limit, min(limit, turn))
    pitch = atan2(aim[1] - y, max(0.3, hypot(aim[0] - x, aim[2] - z)))
    return body + turn * 0.92, max(-0.5, min(0.45, pitch * 0.75))


def _glance(aim: Vec, person: Person, t_s: float, own: tuple[str, str]) -> Vec:
    """Eyes leave what they rest on for a moment now and then."""
    beat = int(t_s / 2.6 + number(*own, "beat"))
    away = number(*own, "away", beat) < 0.22 and (t_s / 2.6 + number(*own, "beat")) % 1.0 < 0.3
    if not away:
        return aim
    return (aim[0] + spread(-0.8, 0.8, *own, "gx", beat), aim[1] - spread(0.1, 0.5, *own, "gy", beat), aim[2] + 0.2)


def _blink(t_s: float, own: tuple[str, str]) -> float:
    pace = spread(2.4, 4.4, *own, "blink pace")
    beat = int(t_s / pace + number(*own, "blink"))
    at = (beat + spread(0.15, 0.85, *own, "at", beat) - number(*own, "blink")) * pace
    return exp(-(((t_s - at) / 0.065) ** 2))


def _hands(person: Person, t_s: float, part: float, talking: float, own: tuple[str, str]) -> Hands | None:
    rest = _rest(person, own)
    doing = first_of(person.action, _DOINGS)
    if doing is not None and not (person.mark.walks and part < person.walk_parts[1]):
        begin = person.walk_parts[1] if person.mark.walks else 0.06
        way = eased(part, begin, min(1.0, begin + 0.9 / max(0.5, person.seconds)))
        rest = Hands(_between(rest.left, doing.left, way), _between(rest.right, doing.right, way))
        if mentions(person.action, "waves, waving") and rest.right:
            rest = Hands(rest.left, (rest.right[0] + 0.08 * sin(2 * pi * 2.2 * t_s), rest.right[1], rest.right[2]))
    elif talking > 0.05:
        rest = _talking(rest, t_s, talking, own, seated=person.posture == "sitting")
    if person.holds:
        held: Vec = (-0.05, -0.26 + 0.02 * wave(t_s, *own, "held"), 0.32)
        rest = Hands(rest.left, held if rest.right is None or not doing else rest.right)
    return rest if rest.left or rest.right else None


def _rest(person: Person, own: tuple[str, str]) -> Hands:
    if person.posture in ("sitting", "lying", "kneeling") or person.mark.walks:
        return Hands()
    if person.posture == "leaning":
        return Hands((-0.2, -0.26, 0.2), (-0.24, -0.22, 0.24))
    return _RESTS[int(number(person.name, "rest") * len(_RESTS))]


def _talking(rest: Hands, t_s: float, talking: float, own: tuple[str, str], *, seated: bool) -> Hands:
    """Beats of the hands under speech: one hand, sometimes both, rising and falling with the phrase."""
    phrase = int(t_s / 1.7 + number(*own, "phrase"))
    lift = talking * (0.35 + 0.65 * number(*own, "size", phrase)) * (0.6 + 0.4 * wave(t_s, *own, "lift", hz=0.55))
    base: Vec = (-0.06, -0.36, 0.27) if seated else (0.075, -0.5, 0.05)
    up: Vec = (0.06 + 0.07 * wave(t_s, *own, "hx", hz=0.6), -0.2 + 0.08 * wave(t_s, *own, "hy", hz=0.8), 0.33)
    both = number(*own, "both", phrase) < 0.4
    right = _between(rest.right or base, up, lift)
    left = _between(rest.left or base, (up[0], up[1] - 0.04, up[2] - 0.03), lift * 0.85) if both else rest.left
    return Hands(left, right)


def _between(a: Vec | None, b: Vec | None, part: float) -> Vec | None:
    if b is None:
        return a
    start = a or (0.075, -0.5, 0.05)
    return (start[0] + (b[0] - start[0]) * part, start[1] + (b[1] - start[1]) * part, start[2] + (b[2] - start[2]) * part)
