"""Every public name of the domain leaves through `storyreel.film`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import storyreel.film

# The inside of edits and documents: reached by their own names only.
INSIDE = {"edit_table", "keeping", "recut", "spans", "telling", "writing"}


def test_all_is_sorted_and_equals_the_public_names() -> None:
    names: set[str] = set()
    for module in pkgutil.iter_modules(storyreel.film.__path__):
        public = importlib.import_module(f"storyreel.film.{module.name}").__all__
        assert module.name in INSIDE or not names & set(public), f"{module.name} exports a name twice"
        names |= set() if module.name in INSIDE else set(public)
    assert storyreel.film.__all__ == sorted(names)


def test_every_public_name_says_what_it_is() -> None:
    for name in storyreel.film.__all__:
        one = getattr(storyreel.film, name)
        assert not (inspect.isclass(one) or inspect.isfunction(one)) or one.__doc__, f"{name} has no docstring"
