"""Bytes to documents. What an input is, its content decides, never its name."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.dates import is_edtf_date
from dragoman.errors import NoArticle, NotReadable, NotText, OtherLanguage, TooLong
from dragoman.record import Document, Poster, PublishedFrom, content_id
from dragoman.settings import Settings
from dragoman.sources.blocks import Anatomy, anatomy
from dragoman.sources.encoding import decode
from dragoman.sources.html import article, is_html
from dragoman.sources.language import language_of

STANDARD_INPUT = "-"


def open_documents(path: str | Path, settings: Settings) -> list[Document]:
    """The documents in a file, or on standard input for `-`: one for a report, one for each post of a forum thread.

    Raises SourceError, with the remedy, where there is nothing to read.
    """
    return documents(content(path, settings), "standard input" if str(path) == STANDARD_INPUT else str(path), settings)


def content(path: str | Path, settings: Settings) -> bytes:
    """The bytes of a file, or of standard input for `-`, and no more than are needed to see that they are too many."""
    uri = str(path)
    limit = settings.max_characters * 4 + 5
    if uri == STANDARD_INPUT:
        return sys.stdin.buffer.read(limit)
    try:
        if Path(path).is_dir():
            raise NotReadable(uri, "this is a directory", "name the files in it, such as DIRECTORY/*.txt")
        with Path(path).open("rb") as file:
            return file.read(limit)
    except FileNotFoundError:
        raise NotReadable(uri, "no such file", "check the path") from None
    except PermissionError:
        raise NotReadable(uri, "the file may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:
        raise NotReadable(uri, f"the file cannot be read ({error})", "check the path") from None


def documents(data: bytes, uri: str, settings: Settings) -> list[Document]:
    """The documents in `data`, which came from `uri`. Raises SourceError."""
    if len(data) > settings.max_characters * 4 + 4:
        raise _too_long(uri, settings)
    text = decode(data, uri)
    if is_html(text):
        return _page(text, uri, settings)
    return [document(text, uri, settings)]


def document(
    text: str,
    uri: str,
    settings: Settings,
    *,
    title: str | None = None,
    published: str | None = None,
    poster: Poster | None = None,
    pasted: bool = True,
) -> Document:
    """One document of decoded text; `title`, `published`, `poster` are what metadata said. Raises SourceError."""
    if len(text) > settings.max_characters:
        raise _too_long(uri, settings)
    if not any(map(str.isalpha, text)):
        raise NotText(uri, "there are no words in it", "give a file that holds a report")
    parts = anatomy(text, title=title, pasted=pasted)
    words = "\n".join(text[slice(*block.span)] for block in parts.blocks if block.kind in ("headline", "body"))
    language = language_of(words or text)
    if language not in (None, "en") and not settings.force:
        raise OtherLanguage(uri, str(language))
    day, day_from = _published(settings, published, parts)
    return Document(
        content_id("doc", text),
        uri,
        title or parts.title,
        day,
        day_from,
        language,
        parts.credits,
        poster or parts.poster,
        parts.blocks,
        text,
    )


def _page(markup: str, uri: str, settings: Settings) -> list[Document]:
    from dragoman.sources.forum import posts

    if len(markup) > settings.max_characters * 4:
        raise _too_long(uri, settings)
    thread = posts(markup)
    if thread:
        return [
            document(post.text, uri if len(thread) == 1 else f"{uri}#{post.place}", settings, poster=post.poster, pasted=False)
            for post in thread
        ]
    if thread is not None:
        raise NoArticle(uri, "no post on this forum page holds a report", "save the page of the thread with the report")
    found = article(markup, uri)
    return [document(found.text, uri, settings, title=found.title, published=found.published, pasted=False)]


def _published(settings: Settings, metadata: str | None, parts: Anatomy) -> tuple[str | None, PublishedFrom | None]:
    """The publication date and where it comes from; a forum's posting date is not the report's and is never taken."""
    if settings.published is not None:
        if not is_edtf_date(settings.published):
            raise ValueError(f"published must be a date such as 2015-03-18, not {settings.published!r}")
        return settings.published, "argument"
    if metadata is not None:
        return metadata, "metadata"
    if parts.dateline_date is not None:
        return parts.dateline_date, "dateline"
    if parts.caption_date is not None:
        return parts.caption_date, "caption"
    return None, None


def _too_long(uri: str, settings: Settings) -> TooLong:
    return TooLong(uri, f"more than {settings.max_characters:,} characters", "split it, or raise --max-characters")
