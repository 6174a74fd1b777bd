"""Every error dragoman raises on purpose.

    DragomanError
    ├── SourceError            the input cannot be read as a report
    │   ├── NotReadable        missing, a directory, not permitted
    │   ├── NotText            empty, binary, undecodable
    │   ├── NoArticle          a page without a report: login page, menu, error page
    │   ├── TooLong            more characters than the limit
    │   └── OtherLanguage      not English
    ├── ModelError             the language model named cannot be used
    ├── KnowledgeError         a table of words or codes breaks its own rules
    ├── NotImportable          a file in another's format cannot be imported
    ├── NotWritable            a file or folder cannot be written
    ├── NotFound               no such span or item in a record
    ├── StoreError             the store of records cannot do what was asked
    │   ├── NoStore            there is none at this place
    │   ├── OtherVersion       it is of a newer or an older version of dragoman
    │   ├── StoreBusy          another process holds it
    │   ├── StoreRefused       it cannot take this one record; others it can
    │   ├── StoreFull          no room is left
    │   ├── StoreReadOnly      it may not be written
    │   ├── StoreGone          the server does not answer
    │   └── StoreDamaged       what is in it is not what was put in
    ├── CorrectionError        a correction that cannot be made
    └── MissingExtra           an optional library is not installed

A message says what happened, where, and what to do.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: catch it to catch all of them."""


class SourceError(DragomanError):
    """The input `uri` cannot be read as a report: `problem`, then `remedy`."""

    def __init__(self, uri: str, problem: str, remedy: str) -> None:
        super().__init__(f"{uri}: {problem}; {remedy}")
        self.uri = uri
        self.problem = problem
        self.remedy = remedy


class NotReadable(SourceError):
    """Missing, a directory, or not permitted."""


class NotText(SourceError):
    """Empty, binary, or in no encoding that dragoman knows."""


class NoArticle(SourceError):
    """A page in which no report was found."""


class TooLong(SourceError):
    """More characters than `Settings.max_characters`."""


class OtherLanguage(SourceError):
    """A report that is not in English."""

    def __init__(self, uri: str, language: str) -> None:
        super().__init__(
            uri,
            f"the text is in another language ({language}), dragoman reads English",
            "translate it, or read it all the same with --force",
        )
        self.language = language


class ModelError(DragomanError):
    """The language model `name` cannot be used: `problem`, then `remedy`."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")


class KnowledgeError(DragomanError):
    """A row of a knowledge table breaks the table's rules."""

    def __init__(self, table: str, line: int | None, problem: str) -> None:
        super().__init__(f"{table}{'' if line is None else f', line {line}'}: {problem}")


class NotImportable(DragomanError):
    """A file in another program's or project's format cannot be imported: `problem` at `line`, then `remedy`."""

    def __init__(self, path: str, line: int | None, problem: str, remedy: str) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {problem}; {remedy}")


class NotWritable(DragomanError):
    """A file or folder cannot be written: `problem`, then `remedy`."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}; {remedy}")


class NotFound(DragomanError):
    """No item of the record answers to what was asked for."""


class NoDate(DragomanError):
    """A query was asked of a date that the calendar does not have."""

    def __init__(self, date: str) -> None:
        super().__init__(f"{date!r} is no date; write 2015-03-18, 2015-03 or 2015")


class StoreError(DragomanError):
    """The store `name` cannot do what was asked: `problem`, then `remedy`."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy


class NoStore(StoreError):
    """There is no store at this place."""


class OtherVersion(StoreError):
    """The store is of a newer or an older version of dragoman."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreRefused(StoreError):
    """The store cannot take one record, whose place is `name`; others it can."""


class StoreFull(StoreError):
    """No room is left where the store is."""


class StoreReadOnly(StoreError):
    """The store may not be written."""


class StoreGone(StoreError):
    """The server of the store does not answer, or went away."""


class StoreDamaged(StoreError):
    """What is in the store is not what was put in."""


class CorrectionError(DragomanError):
    """A correction that cannot be made: what is wrong with it, and what to do."""


class MissingExtra(DragomanError):
    """An optional library is needed and not installed."""

    def __init__(self, library: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {library}, which is not installed; run: pip install {library}")
