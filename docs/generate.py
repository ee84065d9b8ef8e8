"""Writes the generated pages and the generated parts of the README; `--check` only says what has drifted.

A generated part of a page stands between `<!-- NAME -->` and `<!-- /NAME -->`. It knows the command line, the schemas and the
graph by their public names alone.
"""

from __future__ import annotations

import ast
import difflib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer.main

from storyreel.agents.critic import listed_rules
from storyreel.agents.critic.rule_page import page_of, rules_index
from storyreel.apps.cli.app import EXIT_CODES, build_app
from storyreel.apps.cli.helping import usage_of
from storyreel.film.documents import SCHEMAS, json_schema
from storyreel.graph import build_graph

ROOT = Path(__file__).resolve().parent.parent
TREE_TOP = {
    "examples/": "short, runnable, tested: dialogues with their source, and the ways of use in Python",
    "benchmarks/": "the performance figures",
    "docs/": "this project's own pages; `make docs` writes the generated ones",
    "tests/": "mirrors the package",
}


def verbs() -> dict[str, Any]:
    """Each verb's command, in the order of the help; a group stands as what is run without a verb, its verbs after it."""
    app: Any = typer.main.get_command(build_app())
    found: dict[str, Any] = {}
    for name in app.order:
        one = app.commands[name]
        inner = getattr(one, "commands", {})
        found[name] = inner.get(getattr(one, "default", ""), one)
        found |= {f"{name} {verb}": command for verb, command in inner.items() if verb != one.default}
    return found


def cli_page() -> str:
    """docs/cli.md."""
    parts = ["# The command line", "", "Written by `make docs` from the command itself.", "", EXIT_CODES, ""]
    for name, command in verbs().items():
        parts += [
            f"## storyreel {name}",
            "",
            str(command.help).strip(),
            "",
            f"    {usage(name, command)}",
            "",
            *options_table(command),
            *examples(command),
        ]
    return "\n".join(parts).rstrip() + "\n"


def usage(name: str, command: Any) -> str:
    """The line that shows how a verb is written."""
    return usage_of(f"storyreel {name}", command)


def examples(command: Any) -> list[str]:
    """The examples of a verb's help, as a block."""
    lines = str(command.epilog or "").splitlines()
    return [*(f"    {line}" for line in lines), ""] if lines else []


def options_table(command: Any) -> Iterator[str]:
    """Arguments and options of a verb as a Markdown table, in groups."""
    yield "| | | |"
    yield "|---|---|---|"
    for one in command.params:
        if one.name == "help":
            continue
        argument = one.param_type_name == "argument"
        name = one.metavar or one.name.upper() if argument else one.opts[0]
        value = "" if argument or one.is_flag else one.metavar or one.name.upper()
        yield f"| `{name}` | {f'`{value}`' if value else ''} | {cell(one.help or '')} |"
    yield ""


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", "\\|")


def schemas_page() -> str:
    """docs/schemas.md."""
    parts = ["# The documents", "", "Written by `make docs`. Whole schemas: `storyreel schema NAME`. Times are seconds.", ""]
    for name in sorted(SCHEMAS):
        schema = json_schema(name)
        first = str(schema.get("description", "")).split("\n\n")[0].replace("\n", " ")
        parts += [f"## {name}", "", first, "", ", ".join(f"`{field}`" for field in schema.get("properties", {})), ""]
    return "\n".join(parts).rstrip() + "\n"


def first_sentence(file: Path) -> str:
    """The first sentence of a module's docstring, without its full stop."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.)\s", " ".join(text.split("\n\n")[0].split()), maxsplit=1)[0].rstrip(".")


def tree() -> str:
    """The README's file tree: the package's folders with what their docstrings say."""
    rows = [("storyreel/", "the package; everything that is imported lives here")]
    rows.append(("  errors.py", first_sentence(ROOT / "storyreel/errors.py")))
    for init in sorted(ROOT.glob("storyreel/*/__init__.py")):
        rows.append((f"  {init.parent.name}/", first_sentence(init)))
    rows += list(TREE_TOP.items())
    width = max(len(name) for name, _ in rows)
    return "```\n" + "\n".join(f"{name:<{width}}  {what}" for name, what in rows) + "\n```"


def verbs_table() -> str:
    """The README's list of verbs."""
    rows = [f"| `storyreel {name}` | {cell(first_words(command))} |" for name, command in verbs().items()]
    return "\n".join(["| verb | |", "|---|---|", *rows])


def first_words(command: Any) -> str:
    """The first sentence of a verb's help, without its full stop."""
    return " ".join(str(command.help).split()).split(". ")[0].rstrip(".")


def drawing() -> str:
    """The graph, drawn by itself."""
    return "```mermaid\n" + build_graph().get_graph().draw_mermaid(with_styles=False).strip() + "\n```"


PARTS: dict[str, Callable[[], str]] = {"tree": tree, "verbs": verbs_table, "graph": drawing}


def with_parts(text: str) -> str:
    """A page with its generated parts written anew."""
    for name, write in PARTS.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if mark.search(text):
            written = write()
            text = mark.sub(lambda found, body=written: f"{found[1]}{body}\n{found[2]}", text)
    return text


def rule_pages() -> dict[Path, str]:
    """docs/rules: a page for each rule of the script critic, and the list of them."""
    folder = ROOT / "docs/rules"
    return {folder / "index.md": rules_index()} | {folder / f"{one.id}.md": page_of(one) for one in listed_rules()}


def pages() -> dict[Path, str]:
    """Every page that is generated, whole or in part, as it should be now."""
    written = {ROOT / "docs/cli.md": cli_page(), ROOT / "docs/schemas.md": schemas_page(), **rule_pages()}
    for page in (ROOT / "README.md", ROOT / "docs/design.md"):
        written[page] = with_parts(page.read_text(encoding="utf-8"))
    return written


def drift() -> list[str]:
    """What stands in the tree and should read otherwise, as diffs."""
    found: list[str] = []
    for page, should in pages().items():
        now = page.read_text(encoding="utf-8") if page.exists() else ""
        if now != should:
            found.append(
                "".join(difflib.unified_diff(now.splitlines(True), should.splitlines(True), page.name, "generated", n=1))
            )
    return found


def main() -> None:
    """Write the pages, or with --check end with 1 if one has drifted."""
    if "--check" in sys.argv:
        found = drift()
        print("\n".join([*found, "Write them again with: make docs"]) if found else "the generated pages are up to date")
        raise SystemExit(bool(found))
    for page, text in pages().items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
        print(f"wrote {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
