"""`storyreel schema`: the JSON Schemas of the documents. It knows none of them."""

from __future__ import annotations

from typing import Annotated

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line
from storyreel.errors import UserError

__all__ = ["schema"]


def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Of a document; without it the names are listed.")] = None,
    as_json: o.Json = False,
) -> None:
    """Print the JSON Schema of a document, or list the documents.

    Examples:
        storyreel schema
        storyreel schema script
    """
    from storyreel.film.documents import SCHEMAS, json_schema
    from storyreel.tools.contract_schemas import CONTRACTS, contract_schema

    schemas = {**dict.fromkeys(SCHEMAS, json_schema), **dict.fromkeys(CONTRACTS, contract_schema)}
    if name is not None and name not in schemas:
        raise UserError(f"there is no document {name!r}. There are: {', '.join(sorted(schemas))}.")
    if name is not None:
        print_json(schemas[name](name))
    elif as_json:
        print_json({one: schemas[one](one) for one in sorted(schemas)})
    else:
        print_line("\n".join(sorted(schemas)))
