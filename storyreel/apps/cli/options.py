"""The options that several verbs share, each written once, and how they become settings, limits and a crew.

Only what the person gave is passed on: what was not given stays as the project has it. It knows no verb.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from storyreel.apps.cli.completing import project_names, shot_names
from storyreel.apps.cli.values import picture_size, read_budget, read_rate
from storyreel.errors import UserError


def _option(name: str, metavar: str | None, text: str, panel: str | None = None, **bounds: float) -> Any:
    return typer.Option(name, metavar=metavar, help=text, rich_help_panel=panel, **cast(Any, bounds))


_PICTURE, _CREW, _LIMITS, _RUN = "Picture", "Crew", "Limits", "Run"
_STYLES = "realistic, anime, animated, painterly, abstract, or words: '1940s noir, hard side light'."

_FORMS = ".txt .fountain .fdx .srt .vtt .pdf .docx .json .jsonl"
Source = Annotated[Path, typer.Argument(metavar="SOURCE", help=f"Dialogue, screenplay, subtitles, synopsis or script: {_FORMS}.")]
Project = Annotated[
    Path,
    typer.Argument(metavar="PROJECT", help="The project folder that a run left (its --out).", autocompletion=project_names),
]
Json = Annotated[bool, _option("--json", None, "One JSON object on stdout; progress and errors on stderr.")]
Shot = Annotated[str, typer.Argument(metavar="SHOT", help="The shot as the report names it: 1.3.", autocompletion=shot_names)]
ShotOrAll = Annotated[str, typer.Argument(metavar="SHOT", help="One shot, such as 1.3. Default: all.", autocompletion=shot_names)]
ShotOrFilm = Annotated[
    str, typer.Argument(metavar="SHOT", help="A shot, such as 1.3. Default: the film.", autocompletion=shot_names)
]
Author = Annotated[str, _option("--author", "NAME", "Who says it; kept with the message.")]

Out = Annotated[Path | None, _option("--out", "FOLDER", "The project folder. Default: out/ and the source's name.", _RUN)]
Approve = Annotated[
    list[str] | None, _option("--approve", "GATE", "Stop and ask at script, spend, film or all; repeatable.", _RUN)
]
Strict = Annotated[bool, _option("--strict", None, "End with code 7 while a blocking or major Finding stands.", _RUN)]

Style = Annotated[str | None, _option("--style", "WORDS", _STYLES, _PICTURE)]
Size = Annotated[str | None, _option("--size", "WxH", "Picture size in pixels. Default: 832x480.", _PICTURE)]
Aspect = Annotated[str | None, _option("--aspect", "W:H", "Picture shape: 16:9, 9:16, 1:1 or 2.39:1.", _PICTURE)]
Titles = Annotated[
    bool | None,
    _option("--titles/--no-titles", None, "Title cards around screening.mp4, beside film.mp4.", _PICTURE),
]
BurnSubtitles = Annotated[
    bool | None,
    _option("--burn-subtitles/--no-burn-subtitles", None, "Subtitles drawn into the picture of screening.mp4.", _PICTURE),
]
Truth = Annotated[
    bool | None,
    _option("--truth/--no-truth", None, "Ground truth in truth/: who is where, as JSON, masks.", _PICTURE),
]
Seconds = Annotated[
    float | None, _option("--seconds", "S", "Length to aim for; no line is cut short.", _PICTURE, min=0.5, max=86400)
]
Fps = Annotated[str | None, _option("--fps", "RATE", "Frames per second: 24, 23.976, 30000/1001. Default: 24.", _PICTURE)]
Seed = Annotated[int | None, _option("--seed", "N", "Same source, same seed, same film. Default: 0.", _PICTURE, min=0)]
Language = Annotated[str | None, _option("--lang", "TAG", "Language of the dialogue: en, zh. Default: as read.", _PICTURE)]
Lufs = Annotated[
    float | None,
    _option("--lufs", "LUFS", "Loudness: -16 (default) for the web, -23 for TV.", _PICTURE, min=-31, max=-12),
]
ReferenceMode = Annotated[str | None, _option("--reference-mode", "MODE", "Anchors: auto, first, style, asset, none.", _PICTURE)]

Generator = Annotated[str | None, _option("--generator", "NAME[:ARG]", "Who makes the takes. Default: previz.", _CREW)]
Scripter = Annotated[
    str | None, _option("--scripter", "NAME[:ARG]", "Who writes: handbook (default), openai:qwen3@URL, …", _CREW)
]
Judge = Annotated[str | None, _option("--judge", "MODEL", "A language model that scores what no rule sees.", _CREW)]
JudgeGates = Annotated[
    bool | None, _option("--judge-gates/--no-judge-gates", None, "Its scores hold work up; else they advise.", _CREW)
]
Model = Annotated[str | None, _option("--model", "MODEL", "One language model for all that think but the judge.", _CREW)]
Roles = Annotated[
    list[str] | None, _option("--crew", "ROLE=NAME", "Any role: planner, director, producer, …; repeatable.", _CREW)
]

MaxRetries = Annotated[
    int | None, _option("--max-retries", "N", "Transport: tries of the same job again. Default: 3.", _LIMITS, min=0)
]
MaxTakes = Annotated[
    int | None, _option("--max-takes", "N", "Quality: takes of a Shot, with the first. Default: 3.", _LIMITS, min=1)
]
ScriptRounds = Annotated[int | None, _option("--script-rounds", "N", "Rounds of script revision. Default: 3.", _LIMITS, min=0)]
Threshold = Annotated[float | None, _option("--threshold", "SCORE", "Score that passes. Default: 3.5.", _LIMITS, min=1, max=5)]
Budget = Annotated[str | None, _option("--budget", "MONEY", "Most that may be spent, in US dollars: 2.50.", _LIMITS)]
Workers = Annotated[int | None, _option("--workers", "N", "Worker processes. Default: one a core.", _LIMITS, min=1, max=256)]


def given(**values: Any) -> dict[str, Any]:
    """Only what is not None.

    >>> given(a=1, b=None)
    {'a': 1}
    """
    return {name: value for name, value in values.items() if value is not None}


def crew(*, model: str | None = None, roles: list[str] | None = None, **others: str | None) -> dict[str, Any]:
    """The roles that the person filled; a role's own name goes before the model for all that think.

    >>> crew(model="hf:script", roles=["producer=commands"], scripter="handbook", judge=None)
    {'planner': 'hf:script', 'scripter': 'handbook', 'director': 'hf:script', 'producer': 'commands'}

    Raises:
        UserError: If one of `roles` is not ROLE=NAME.
    """
    thinking = {} if model is None else dict.fromkeys(("planner", "scripter", "director", "producer"), model)
    pairs = [one.partition("=") for one in roles or ()]
    for role, sign, name in pairs:
        if not (role and sign and name):
            raise UserError(f"--crew {role + sign + name!r} is no ROLE=NAME; write for example: --crew director=openai:qwen3@URL")
    return {**thinking, **given(**others), **{role: name for role, _, name in pairs}}


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
