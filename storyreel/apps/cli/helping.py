"""Help as plain text that fits on a screen: usage, what it does, arguments, options in groups, examples.

A verb's docstring is its help; what stands under `Examples:` in it comes last. It knows no verb.
"""

from __future__ import annotations

import inspect
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

__all__ = ["Told", "Verb", "Verbs", "told", "usage_of"]

WIDEST = 100
_NAME_ROOM = 26


class Told(NamedTuple):
    """What a docstring says: the help, and the examples, one command a line."""

    help: str
    examples: str


def told(function: Callable[..., Any]) -> Told:
    """Split a verb's docstring.

    >>> def look() -> None:
    ...     '''Look at it.
    ...
    ...     Examples:
    ...         storyreel look film
    ...     '''
    >>> told(look)
    Told(help='Look at it.', examples='storyreel look film')
    """
    text, _, examples = (inspect.getdoc(function) or "").partition("\nExamples:\n")
    return Told(text.strip(), textwrap.dedent(examples).strip())


class Verb(TyperCommand):
    """A verb whose help is plain text."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(_page(self, ctx))


class Verbs(TyperGroup):
    """Several verbs under one name.

    Attributes:
        default: The verb that is run where none is named, "" for none.
        order: Their names in the order of the help; without it that in which they were added.
    """

    default = ""
    order: tuple[str, ...] = ()

    def list_commands(self, ctx: Any) -> list[str]:
        """The verbs in the order of the help."""
        return list(self.order) or list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own arguments, with the default verb put in where no verb is named."""
        if self.default and (not args or args[0] not in (*self.commands, *ctx.help_option_names)):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(_page(self, ctx))


def usage_of(path: str, command: Any) -> str:
    """The line that shows how a command is written: "storyreel make SOURCE [OPTIONS]"."""
    words = [path]
    if getattr(command, "commands", None):
        default = getattr(command, "default", "")
        words += [f"[{'|'.join(name for name in command.commands if name != default)}]"] if default else ["VERB"]
        command = command.commands.get(default, command)
    for one in command.params:
        if one.param_type_name == "argument":
            words.append(_named(one) if one.required else f"[{_named(one)}]")
    return " ".join([*words, "[OPTIONS]"])


def _named(argument: Any) -> str:
    return str(argument.metavar or str(argument.name).upper())


def _page(command: Any, ctx: Any) -> str:
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    parts = [f"Usage: {usage_of(ctx.command_path, command)}", *_wrapped(str(command.help or ""), width)]
    for title, rows in _sections(command, ctx):
        parts.append("\n".join([f"{title}:", *_table(rows, width)] if title else _table(rows, width)))
    if command.epilog and ctx.parent is None:
        parts.append(textwrap.fill(str(command.epilog), width))
    elif command.epilog:
        parts.append(f"Examples:\n{textwrap.indent(str(command.epilog), '  ')}")
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str, width: int) -> list[str]:
    return [textwrap.fill(" ".join(part.split()), width) for part in text.split("\n\n") if part.strip()]


def _sections(command: Any, ctx: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Arguments, verbs, and options by their group; those without one come last."""
    stands_for = getattr(command, "commands", {}).get(getattr(command, "default", ""), command)
    listed = [one for one in stands_for.get_params(ctx) if not getattr(one, "hidden", False)]
    if arguments := [(_named(one), one.help or "") for one in listed if one.param_type_name == "argument"]:
        yield "", arguments
    if verbs := getattr(command, "commands", None):
        yield "Verbs", [(name, _short(verbs[name])) for name in command.list_commands(ctx)]
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in listed:
        if one.param_type_name != "argument":
            groups.setdefault(getattr(one, "rich_help_panel", None) or "Options", []).append(_option(one))
    own = groups.pop("Options", [])
    yield from groups.items()
    if own:
        yield "Options", own


def _short(command: Any) -> str:
    """The first sentence of a verb's help."""
    return " ".join(str(command.help or "").split()).split(". ", maxsplit=1)[0].rstrip(".")


def _option(one: Any) -> tuple[str, str]:
    names = ", ".join(sorted(one.opts, key=len))
    metavar = "" if one.is_flag else f" {one.metavar or str(one.name).upper()}"
    return names + metavar, str(one.help or "").replace("Show this message and exit.", "This page.")


def _table(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and texts in two columns; a name that is too long has a line of its own."""
    room = min(_NAME_ROOM, max(len(name) for name, _ in rows)) + 4
    lines: list[str] = []
    for name, text in rows:
        first = f"  {name}".ljust(room)
        body = textwrap.wrap(text, max(20, width - room)) or [""]
        if len(first) > room:
            lines.append(first)
            first = " " * room
        lines.append((first + body[0]).rstrip())
        lines += [" " * room + line for line in body[1:]]
    return lines
