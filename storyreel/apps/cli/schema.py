"""`storyreel schema`: the JSON Schemas of the documents. It knows none of them."""

from __future__ import annotations

from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line
from storyreel.errors import UserError

__all__ = ["schema"]


def schema(
    name: Annotated[str | None, typer.Argument(help="Of a document; without it the names are listed.")] = None,
    as_json: o.Json = False,
) -> None:
    """Print the JSON Schema of a document, or list the documents."""
    from storyreel.film.documents import SCHEMAS, json_schema

    if name is not None and name not in SCHEMAS:
        raise UserError(f"there is no document {name!r}. There are: {', '.join(sorted(SCHEMAS))}.")
    if name is not None:
        print_json(json_schema(name))
    elif as_json:
        print_json({one: json_schema(one) for one in sorted(SCHEMAS)})
    else:
        print_line("\n".join(sorted(SCHEMAS)))
