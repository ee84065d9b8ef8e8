"""The folder that the LangChain tools may touch: a model's words never reach a file outside it."""

from __future__ import annotations

from pathlib import Path

from storyreel.errors import UserError
from storyreel.tools.files import disk_errors

__all__ = ["Folder"]


class Folder:
    """Resolves the paths that a caller gives, inside one root.

    Args:
        root: Existing folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def inside(self, name: str) -> Path:
        """The path of a name inside the root; links are followed before the check.

        Raises:
            UserError: If it lies outside, or is no name of a file.
        """
        if "\0" in name or not name.strip():
            raise UserError(f"{name!r} is no name of a file. Give a path inside the folder of these tools.")
        try:
            path = (self.root / name).resolve()
        except (OSError, RuntimeError) as exc:
            raise UserError(f"{name!r} cannot be followed ({exc}). Give a plain path inside the folder.") from exc
        if not path.is_relative_to(self.root):
            raise UserError(f"{name!r} lies outside the folder of these tools. Give a path inside it.")
        return path

    def there(self, name: str) -> Path:
        """The path of a file that must exist.

        Raises:
            UserError: If it does not exist or lies outside.
        """
        path = self.inside(name)
        if not path.is_file():
            near = sorted(p.name for p in path.parent.iterdir() if not p.name.startswith("."))[:8] if path.parent.is_dir() else []
            raise UserError(f"there is no file {name!r}; in that folder there are: {', '.join(near) or 'no files'}.")
        return path

    def to_write(self, name: str) -> Path:
        """The path of a file that is to be written; its folder is made.

        Raises:
            UserError: If it lies outside, or a folder has that name.
            ProjectError: If its folder cannot be made.
        """
        path = self.inside(name)
        if path.is_dir():
            raise UserError(f"{name!r} is a folder. Give the name of a file to write.")
        with disk_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def shown(self, path: Path) -> str:
        """The path as the caller names it."""
        return str(path.relative_to(self.root))
