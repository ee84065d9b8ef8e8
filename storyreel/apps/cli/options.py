"""The options that several verbs share, each written once, and how they become settings, limits and a crew.

Only what the person gave is passed on: what was not given stays as the project has it. It knows no verb.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from storyreel.apps.cli.values import picture_size, read_budget, read_rate
from storyreel.errors import UserError

PICTURE, CREW, LIMITS, RUN = "Picture", "Crew", "Limits", "Run"

Source = Annotated[Path, typer.Argument(metavar="SOURCE", help="Dialogue, Synopsis or Script: .txt, .json, .jsonl, .fountain.")]
Project = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project folder that a run left (its --out).")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout; progress and errors on stderr.")]
Author = Annotated[str, typer.Option("--author", metavar="NAME", help="Who says it; kept with the message.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="End with code 7 while a blocking or major Finding stands.", rich_help_panel=RUN)
]
Approve = Annotated[
    list[str] | None,
    typer.Option(
        "--approve", metavar="GATE", help="Stop and ask at: script, spend, film or all. May be repeated.", rich_help_panel=RUN
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="The project folder. Default: out/ and the source's name.", rich_help_panel=RUN),
]

Style = Annotated[
    str | None,
    typer.Option(
        "--style",
        metavar="WORDS",
        help="realistic, anime, animated, painterly, abstract, or words: '1940s noir, hard side light'.",
        rich_help_panel=PICTURE,
    ),
]
Size = Annotated[
    str | None,
    typer.Option("--size", metavar="WxH", help="Picture size in pixels. Default: 832x480.", rich_help_panel=PICTURE),
]
Aspect = Annotated[
    str | None,
    typer.Option("--aspect", metavar="W:H", help="Picture shape: 16:9, 9:16, 1:1 or 2.39:1.", rich_help_panel=PICTURE),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        "--seconds",
        metavar="S",
        min=0.5,
        max=86400,
        help="Length to aim for; no line is ever cut short for it.",
        rich_help_panel=PICTURE,
    ),
]
Fps = Annotated[
    str | None,
    typer.Option(
        "--fps", metavar="RATE", help="Frames per second: 24, 23.976, 30000/1001. Default: 24.", rich_help_panel=PICTURE
    ),
]
Seed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", min=0, help="Same source, same seed, same film. Default: 0.", rich_help_panel=PICTURE),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="TAG",
        help="Language of the dialogue, such as en or zh. Default: read from it.",
        rich_help_panel=PICTURE,
    ),
]
ReferenceMode = Annotated[
    str | None,
    typer.Option("--reference-mode", metavar="MODE", help="Anchors: auto, first, style, asset, none.", rich_help_panel=PICTURE),
]
Generator = Annotated[
    str | None,
    typer.Option("--generator", metavar="NAME[:ARG]", help="Who makes the takes. Default: previz.", rich_help_panel=CREW),
]
Scripter = Annotated[
    str | None,
    typer.Option("--scripter", metavar="NAME[:ARG]", help="Who writes the script. Default: handbook.", rich_help_panel=CREW),
]
MaxRetries = Annotated[
    int | None,
    typer.Option(
        "--max-retries", metavar="N", min=0, help="Transport: tries of the same job again. Default: 3.", rich_help_panel=LIMITS
    ),
]
MaxTakes = Annotated[
    int | None,
    typer.Option(
        "--max-takes",
        metavar="N",
        min=1,
        help="Quality: takes of one Shot, the first included. Default: 3.",
        rich_help_panel=LIMITS,
    ),
]
ScriptRounds = Annotated[
    int | None,
    typer.Option("--script-rounds", metavar="N", min=0, help="Rounds of script revision. Default: 3.", rich_help_panel=LIMITS),
]
Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold", metavar="SCORE", min=1.0, max=5.0, help="Score that passes, 1 to 5. Default: 3.5.", rich_help_panel=LIMITS
    ),
]
Budget = Annotated[
    str | None,
    typer.Option("--budget", metavar="MONEY", help="Most that may be spent, in US dollars: 2.50.", rich_help_panel=LIMITS),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Worker processes. Default: one a core.", rich_help_panel=LIMITS),
]


def given(**values: Any) -> dict[str, Any]:
    """Only what is not None.

    >>> given(a=1, b=None)
    {'a': 1}
    """
    return {name: value for name, value in values.items() if value is not None}


def picture(
    *,
    style: str | None = None,
    size: str | None = None,
    aspect: str | None = None,
    fps: str | None = None,
    reference_mode: str | None = None,
    **others: Any,
) -> dict[str, Any]:
    """The fields of FilmSettings that the person gave; `others` are fields under their own names.

    >>> picture(size="640x360", fps="25", seed=None)
    {'width_px': 640, 'height_px': 360, 'rate_num': 25, 'rate_den': 1}

    Raises:
        UserError: If a text means nothing.
    """
    fields = given(style=style, reference_mode=reference_mode, **others)
    if reference_mode not in (None, "auto", "first", "style", "asset", "none"):
        raise UserError(f"--reference-mode {reference_mode!r} is not known. There are: auto, first, style, asset, none.")
    if (pixels := picture_size(size, aspect)) is not None:
        fields["width_px"], fields["height_px"] = pixels
    if fps is not None:
        rate = read_rate(fps)
        fields["rate_num"], fields["rate_den"] = rate.numerator, rate.denominator
    return fields


def limits(*, budget: str | None = None, max_takes: int | None = None, **others: Any) -> dict[str, Any]:
    """The fields of Limits that the person gave.

    >>> limits(budget="1", max_takes=3, retries=None)
    {'money_micros': 1000000, 'takes': 2}

    Raises:
        UserError: If the budget is no amount.
    """
    money = None if budget is None else read_budget(budget)
    more = None if max_takes is None else max_takes - 1
    return given(money_micros=money, takes=more, **others)
