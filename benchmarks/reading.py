"""How long a feature screenplay takes to read: 120 pages of Fountain, and the same as a Final Draft document.

The screenplay is made up by a fixed rule, about 55 lines a page, with every kind of element in it. Each form is read to its
elements and then to the Dialogue that a film is made of; the spread over the repeats is printed, not only the best.

    python benchmarks/reading.py [--pages 120] [--repeats 5] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import time
from collections.abc import Callable
from pathlib import Path

from storyreel.film import Dialogue, Screenplay
from storyreel.formats import dialogue_of, parse_fdx, parse_fountain, write_fdx

LINES_A_PAGE = 55
PEOPLE = ("ROSA", "TOMAS", "THE INSPECTOR", "MRS. O'BRIEN", "R2D2")
TALK = "the lamp was never lit again and nobody asked why the door stood open when rain came over the hill"
EMPHASIS = ("*{}*", "**{}**", "_{}_", "_**{}**_")


def sentence(dice: random.Random, words: int) -> str:
    """Some words with a capital and a full stop; in one of five a word is emphasised."""
    said = [dice.choice(TALK.split()) for _ in range(words)]
    if dice.random() < 0.2:
        at = dice.randrange(1, words)
        said[at] = dice.choice(EMPHASIS).format(said[at])
    return " ".join(["Then", *said]) + "."


def screenplay(pages: int, seed: int = 7) -> str:
    """A screenplay in Fountain of about so many pages."""
    dice = random.Random(seed)
    rows = ["Title: **The Lamp**", "Author: Nobody", "Contact:", "    1 Hill Road", "    Town", ""]
    scene = 0
    while len(rows) < pages * LINES_A_PAGE:
        scene += 1
        rows += [f"## Sequence {scene}", "", "= What it is about", "", f"INT. ROOM {scene} - NIGHT #{scene}#", ""]
        for _ in range(dice.randint(4, 9)):
            rows += [sentence(dice, 24), sentence(dice, 9) + dice.choice(("", "", "", " [[Is this so?]]")), ""]
            rows += [dice.choice(PEOPLE) + dice.choice(("", " (V.O.)", " (CONT'D)")), "(quietly)", sentence(dice, 18)]
            rows += [sentence(dice, 12), "", dice.choice(PEOPLE) + dice.choice(("", " ^")), sentence(dice, 9), ""]
        rows += ["CUT TO:", "", "/* cut: " + sentence(dice, 12), "", sentence(dice, 5) + " */", ""]
    return "\n".join(rows) + "\n"


def spread(work: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each repeat, from the shortest."""
    times: list[float] = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)


def main() -> None:
    """Print the figures; write them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    text = screenplay(args.pages)
    xml = write_fdx(parse_fountain(text))

    def whole(read: Callable[[str], Screenplay], source: str) -> Dialogue:
        return dialogue_of(read(source))

    forms: dict[str, Callable[[], object]] = {
        "Fountain, elements": lambda: parse_fountain(text),
        "Fountain, dialogue": lambda: whole(parse_fountain, text),
        "Final Draft, elements": lambda: parse_fdx(xml),
        "Final Draft, dialogue": lambda: whole(parse_fdx, xml),
    }
    elements = len(parse_fountain(text).elements)
    rows = text.count("\n")
    print(
        f"{args.pages} pages, {rows} lines, {elements} elements; {len(text) / 1e3:.0f} KB Fountain, {len(xml) / 1e3:.0f} KB FDX"
    )
    figures = {name: spread(work, args.repeats) for name, work in forms.items()}
    for name, times in figures.items():
        print(f"{name}: {times[0]:.3f} to {times[-1]:.3f} s, middle {times[len(times) // 2]:.3f} s of {args.repeats}")
    if args.json:
        result = {"machine": f"{platform.machine()}, Python {platform.python_version()}", "pages": args.pages, "lines": rows}
        args.json.write_text(json.dumps({**result, "elements": elements, "seconds": figures}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
