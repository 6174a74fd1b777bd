"""Reads political news and keeps it as a record that can be computed with.

>>> import dragoman
>>> record = dragoman.read("report.txt")  # doctest: +SKIP
>>> record.events.to_pandas()  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import (
    CorrectionError,
    DragomanError,
    KnowledgeError,
    MissingExtra,
    NoArticle,
    NoStore,
    NotFound,
    NotReadable,
    NotText,
    OtherLanguage,
    OtherVersion,
    SourceError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreGone,
    StoreReadOnly,
    TooLong,
)
from dragoman.record import Document, Record
from dragoman.settings import Settings

if TYPE_CHECKING:
    from typing import Unpack

    from dragoman.settings import Options
    from dragoman.store import Store

__all__ = [
    "CorrectionError",
    "Document",
    "DragomanError",
    "KnowledgeError",
    "MissingExtra",
    "NoArticle",
    "NoStore",
    "NotFound",
    "NotReadable",
    "NotText",
    "OtherLanguage",
    "OtherVersion",
    "Record",
    "Settings",
    "SourceError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreGone",
    "StoreReadOnly",
    "TooLong",
    "open",
    "read",
    "read_all",
    "read_text",
]

__version__ = "0.1.0"


def read(path: str | Path, **options: Unpack[Options]) -> Record:
    """The record of the report in a file (text, an article page, a forum page or post); of a thread the first report.

    `options` are the fields of `Settings`: `published="2015-03-18"`, `force=True`, `actors="own.csv"`…
    Raises SourceError where there is no report to read.
    """
    return read_all(path, **options)[0]


def read_all(path: str | Path, **options: Unpack[Options]) -> list[Record]:
    """The records of all reports in a file: one, or one for each post of a forum thread that holds a report."""
    from dragoman.reading import read_document
    from dragoman.sources import open_documents

    settings = Settings(**options)
    return [read_document(document, settings) for document in open_documents(path, settings)]


def read_text(text: str, *, uri: str = "text", **options: Unpack[Options]) -> Record:
    """The record of a report given as text."""
    from dragoman.reading import read_document
    from dragoman.sources import document

    settings = Settings(**options)
    return read_document(document(text, uri, settings), settings)


def open(url: str | Path = "dragoman.db", *, create: bool = True) -> Store:
    """The store of records in a SQLite file, or behind a `postgresql://` URL; a new one where there is none and `create` holds."""
    from dragoman.store import Store

    return Store.open(url, create=create)
