"""The loader of prompt files: reads, checks, hashes and renders them; works from a folder, a wheel and a zip.

The template runs in Jinja's sandbox, and a variable that is missing is an error, never an empty place. The loader knows no agent
and no task.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from storyreel.errors import UserError

__all__ = ["Prompt", "load_prompt", "parse_prompt", "prompt_ids"]

_NEEDED = ("id", "version", "variables", "output")


class _Head(NamedTuple):
    fields: Mapping[str, str]
    body: str


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One prompt text.

    Attributes:
        id: "agent/task", the file's place without ".md".
        version: Counts up when the meaning changes.
        variables: Names that `render` must be given, sorted.
        output: "text", or the schema that the answer must follow.
        text: The template as written, without its front matter.
        sha256: Of the whole file, in hex: goes into the run log beside the id.
    """

    id: str
    version: int
    variables: tuple[str, ...]
    output: str
    text: str
    sha256: str

    def render(self, **values: object) -> str:
        """The text with its variables filled in; runs of empty lines become one, and the ends are bare.

        Raises:
            UserError: If a variable is missing or unknown, or the template fails on a value.

        >>> parse_prompt("---\\nid: a/b\\nversion: 1\\nvariables: who\\noutput: text\\n---\\nHello {{ who }}.").render(who="Rosa")
        'Hello Rosa.'
        """
        missing, unknown = sorted(set(self.variables) - set(values)), sorted(set(values) - set(self.variables))
        if missing or unknown:
            raise UserError(
                f"prompt {self.id}: {_named('missing', missing)}{_named('unknown', unknown)}it takes {_listed(self.variables)}"
            )
        try:
            text = _template(self.text).render(values)
        except TemplateError as exc:
            raise UserError(f"prompt {self.id} cannot be filled in: {exc}; check the values given for {_listed(values)}") from exc
        return re.sub(r"\n{3,}", "\n\n", text).strip()


@lru_cache(maxsize=64)
def load_prompt(prompt_id: str) -> Prompt:
    """The prompt in `<agent>/<task>.md`.

    Raises:
        UserError: If there is none of that id, or its file is malformed.

    >>> load_prompt("director/shot").id
    'director/shot'
    """
    known = prompt_ids()
    if prompt_id not in known:
        raise UserError(f"there is no prompt {prompt_id!r}; there are {_listed(known)}")
    file = resources.files("storyreel.prompts").joinpath(*f"{prompt_id}.md".split("/"))
    prompt = parse_prompt(file.read_text(encoding="utf-8"), where=f"{prompt_id}.md")
    if prompt.id != prompt_id:
        raise UserError(f"{prompt_id}.md calls itself {prompt.id!r}; its id must be {prompt_id!r}")
    return prompt


@lru_cache(maxsize=1)
def prompt_ids() -> tuple[str, ...]:
    """The ids of all prompt files, sorted.

    >>> "director/shot" in prompt_ids()
    True
    """
    folders = [one for one in resources.files("storyreel.prompts").iterdir() if one.is_dir()]
    return tuple(
        sorted(f"{folder.name}/{file.name[:-3]}" for folder in folders for file in folder.iterdir() if file.name.endswith(".md"))
    )


def parse_prompt(source: str, *, where: str = "prompt") -> Prompt:
    """A Prompt from a file's text.

    Args:
        source: Front matter between two lines of `---`, then the template.
        where: What to call the file in an error.

    Raises:
        UserError: If a field of the front matter is missing or unknown, the template is malformed, or the variables that are
            declared are not those that it uses.
    """
    head = _front_matter(source, where)
    variables = tuple(sorted(name for name in re.split(r"[,\s]+", head.fields["variables"]) if name))
    if not head.fields["version"].isdigit():
        raise UserError(f"{where}: version is {head.fields['version']!r}; write a whole number")
    used = _used(head.body, where)
    if used != set(variables):
        raise UserError(f"{where}: the front matter declares {_listed(variables)}, the text uses {_listed(sorted(used))}")
    return Prompt(
        id=head.fields["id"],
        version=int(head.fields["version"]),
        variables=variables,
        output=head.fields["output"],
        text=head.body,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
    )


def _front_matter(source: str, where: str) -> _Head:
    found = re.match(r"---\n(.*?)\n---\n(.*)", source.replace("\r\n", "\n"), re.DOTALL)
    if not found:
        raise UserError(f"{where} does not open with front matter; write {', '.join(_NEEDED)} between two lines of ---")
    fields: dict[str, str] = {}
    for line in found[1].splitlines():
        name, colon, value = line.partition(":")
        if not colon or name.strip() not in _NEEDED or name.strip() in fields:
            raise UserError(f"{where}: {line!r} has no place in the front matter; it holds {', '.join(_NEEDED)}, each once")
        fields[name.strip()] = value.strip()
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        raise UserError(f"{where}: the front matter lacks {', '.join(missing)}")
    return _Head(fields, found[2])


def _used(body: str, where: str) -> set[str]:
    environment = _environment()
    try:
        return meta.find_undeclared_variables(environment.parse(body))
    except TemplateError as exc:
        raise UserError(f"{where}: the template is malformed: {exc}") from exc


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    return _environment().from_string(text)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def _named(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names)}; " if names else ""
