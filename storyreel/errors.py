"""The errors that Storyreel raises, and who can act on them.

* StoryreelError
  x UserError                 the person can mend it
    - SourceError             a source cannot be read; file, line and column say where
    - ScriptError             a Script contradicts itself or an edit names what is not there
    - VersionMismatch         a document or project of another version
    - ProjectLocked           another process holds the project
    - ProjectError            the project folder cannot be used (missing, not writable, disk full)
    - BudgetExceeded          the Limits do not allow the next spend
    - MissingExtra            an optional package is not installed
    - MissingSystemLibrary    a library of the operating system is not installed
  x BackendError              a generator, voice or model failed
    - BackendUnavailable
    - RateLimited
    - ContentFiltered
    - JobFailed
    - JobTimeout
    - AnswerTruncated         a language model's answer was cut off
    - AnswerRefused           a language model declined to answer
    - AnswerUnusable          a language model's answer is not what was asked for, after all repairs
  x MediaError                a file is not what it should be

A text says what happened, where, what exists and what to do next. Exit codes go by class (`exit_code`).
This module knows nothing of the rest of the package.
"""

from __future__ import annotations

from typing import ClassVar, Literal

__all__ = [
    "AnswerRefused",
    "AnswerTruncated",
    "AnswerUnusable",
    "BackendError",
    "BackendUnavailable",
    "BudgetExceeded",
    "ContentFiltered",
    "JobFailed",
    "JobTimeout",
    "MediaError",
    "MissingExtra",
    "MissingSystemLibrary",
    "ProjectError",
    "ProjectLocked",
    "RateLimited",
    "ScriptError",
    "SourceError",
    "StoryreelError",
    "UserError",
    "VersionMismatch",
]


class StoryreelError(Exception):
    """Base of every error that Storyreel raises on purpose."""

    exit_code: ClassVar[int] = 1


class UserError(StoryreelError):
    """Something the person who runs Storyreel can mend."""

    exit_code: ClassVar[int] = 2


class SourceError(UserError):
    """A source cannot be read.

    Args:
        message: What was found, what was expected, what to do.
        file: The file's name as the person gave it, if there is one.
        line: 1-based line, if known.
        column: 1-based column, if known.
    """

    exit_code: ClassVar[int] = 3

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.message, self.file, self.line, self.column = message, file, line, column
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)


class ScriptError(UserError):
    """A Script contradicts itself, or an edit names what is not in it."""

    exit_code: ClassVar[int] = 3


class VersionMismatch(UserError):
    """A document or project was written by another version that this one cannot continue."""


class ProjectError(UserError):
    """A project folder cannot be used."""


class ProjectLocked(UserError):
    """Another process holds the project's lease."""

    exit_code: ClassVar[int] = 6


class BudgetExceeded(UserError):
    """The Limits do not allow the next spend."""

    exit_code: ClassVar[int] = 5


class MissingExtra(UserError):
    """An optional package is not installed; the text has the pip line."""

    def __init__(self, feature: str, package: str, extra: str) -> None:
        self.feature, self.package, self.extra = feature, package, extra
        super().__init__(f"{feature} needs {package}. Install it with: pip install 'storyreel[{extra}]'")


class MissingSystemLibrary(UserError):
    """A library of the operating system is not installed; the text has the install line."""

    def __init__(self, feature: str, library: str, install: str) -> None:
        self.feature, self.library, self.install = feature, library, install
        super().__init__(f"{feature} needs the system library {library}. Install it with: {install}")


class BackendError(StoryreelError):
    """A generator, voice or model failed.

    Args:
        message: What happened and what to do next.
        backend: The backend's registered name.
        retryable: True where the same request may succeed later (transport), False where it will not.
    """

    exit_code: ClassVar[int] = 4

    def __init__(self, message: str, *, backend: str, retryable: bool = False) -> None:
        self.backend, self.retryable = backend, retryable
        super().__init__(f"{backend}: {message}")


class BackendUnavailable(BackendError):
    """The backend cannot be reached or started."""


class RateLimited(BackendError):
    """The backend asks to wait; `retry_after_s` is its own figure, if it gave one."""

    def __init__(self, message: str, *, backend: str, retry_after_s: float | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message, backend=backend, retryable=True)


class ContentFiltered(BackendError):
    """The backend refused the content; `stage` says what it refused."""

    def __init__(self, message: str, *, backend: str, stage: Literal["prompt", "reference", "output"]) -> None:
        self.stage = stage
        super().__init__(message, backend=backend, retryable=False)


class JobFailed(BackendError):
    """The backend accepted a job and did not finish it."""


class JobTimeout(BackendError):
    """A job did not finish in the time allowed."""


class AnswerTruncated(BackendError):
    """A language model's answer was cut off; `text` is what came."""

    def __init__(self, message: str, *, backend: str, text: str = "") -> None:
        self.text = text
        super().__init__(message, backend=backend, retryable=False)


class AnswerRefused(BackendError):
    """A language model declined to answer; `text` is what it said."""

    def __init__(self, message: str, *, backend: str, text: str = "") -> None:
        self.text = text
        super().__init__(message, backend=backend, retryable=False)


class AnswerUnusable(BackendError):
    """A language model's answer is not of the form asked for, after all repairs; `text` is the last one."""

    def __init__(self, message: str, *, backend: str, text: str = "") -> None:
        self.text = text
        super().__init__(message, backend=backend, retryable=False)


class MediaError(StoryreelError):
    """A media file is not what it should be: unreadable, truncated, without the stream asked for."""

    exit_code: ClassVar[int] = 4
