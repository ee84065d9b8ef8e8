"""Small RenderSpecs for the tests of previz."""

from __future__ import annotations

from typing import Any

from storyreel.film.take import RenderSpec, SpecCharacter, SpecLine, SpecPlace

__all__ = ["a_line", "a_spec", "payload_of"]

CAST = {
    "ANNA": "a pale young woman, long auburn hair, green dress",
    "BEN": "a man in his forties, dark hair, beard, navy suit and red tie",
    "CLEO": "an old woman, white hair in a bun, purple gown, glasses",
    "DAN": "a boy of ten, blond hair, yellow sweater",
}


def a_line(**fields: Any) -> SpecLine:
    """ANNA's line over most of half a second."""
    return SpecLine(
        **{"id": "L1", "speaker": "ANNA", "text": "I never thought you would come.", "start_ms": 0, "end_ms": 450, **fields}
    )


def a_spec(
    *, people: int = 2, frames: int = 12, width: int = 160, height: int = 96, rate: tuple[int, int] = (24, 1),
    size: str = "medium",
    framing: str = "single", angle: str = "eye level", move: str = "static", place: str = "Drawing room", look: str = "",
    time: str = "day",
    interior: bool | None = None, style: str = "", lines: tuple[SpecLine, ...] = (), blocking: list[dict[str, Any]] | None = None,
    cast: dict[str, str] | None = None, world: int = 1, **shot: Any,
) -> RenderSpec:  # fmt: skip
    """A Shot of some of CAST, who face each other across the middle of the stage."""
    cast = cast if cast is not None else dict(list(CAST.items())[:people])
    names = list(cast)
    if blocking is None:
        marks = ((-85, 0), (85, 0), (0, 150), (-205, 95))
        blocking = [
            {"character": n, "x_cm": marks[i % 4][0], "z_cm": marks[i % 4][1],
            "facing": names[(i + 1) % len(names)] if len(names) > 1 else ""}
            for i, n in enumerate(names)
        ]  # fmt: skip
    fields = {
        "size": size, "framing": framing, "angle": angle, "move": {"kind": move}, "blocking": blocking,
        "subjects": names[:1], "in_frame": names[:1] if framing == "single" else names, **shot,
    }  # fmt: skip
    return RenderSpec(
        uid="u1", backend="previz", revision="1", width_px=width, height_px=height, rate_num=rate[0], rate_den=rate[1],
        frames=frames,
        shot=fields, lines=lines, cast=tuple(SpecCharacter(name=n, appearance=a) for n, a in cast.items()),
        place=SpecPlace(name=place, look=look, time_of_day=time, interior=interior), style=style, world=world,
    )  # fmt: skip


def payload_of(spec: RenderSpec, speech: list[dict[str, Any]] | None) -> dict[str, Any]:
    """What the job is given."""
    return {"spec": spec.to_json(), "seed": 3, "take": 1, "key": "k", "speech": speech or []}
