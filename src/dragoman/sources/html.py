"""An article page: its main text by trafilatura, and what its metadata say. Nothing is fetched or executed."""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

import lxml.html

from dragoman.errors import NoArticle

SHORTEST_ARTICLE = 40
"""Words below which what is left of a page is no report."""

_LOGIN = re.compile(r"<input[^>]+type=[\"']?password", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|table|script|meta)\b[^>]*>", re.IGNORECASE)


class Article(NamedTuple):
    """What was taken from a page: its text with the headline first, and its metadata."""

    text: str
    title: str | None
    published: str | None
    author: str | None


def is_html(text: str) -> bool:
    """Whether `text` is markup rather than prose that happens to hold a `<`."""
    head = text[:4000].lstrip()
    return bool(re.match(r"<(?:!doctype|html|\?xml)", head, re.IGNORECASE)) or (
        head.startswith("<") and len(_MARKUP.findall(text[:20_000])) >= 3
    )


def article(markup: str, uri: str) -> Article:
    """The report on a page.

    Raises NoArticle for a login page and for one without running text.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        markup, with_metadata=True, include_comments=False, include_tables=False, include_links=False
    )
    if isinstance(found, dict):
        raise TypeError("trafilatura returned a dictionary, a document was asked for")
    text = (found.text or "").strip() if found is not None else ""
    if found is None or len(text.split()) < SHORTEST_ARTICLE:
        if _LOGIN.search(markup):
            raise NoArticle(uri, "this is a login page, not a report", "sign in with a browser and save the page")
        raise NoArticle(uri, "no article was found on this page", "save the page of one report, or its text alone")
    title = _headline(markup, " ".join((found.title or "").split()), found.sitename)
    if title and not re.sub(r"\W+", "", text).startswith(re.sub(r"\W+", "", title)):
        text = f"{title}\n{text}"
    published = found.date if re.fullmatch(r"\d{4}-\d\d-\d\d", found.date or "") else None
    return Article(text, title, published if _says_date(markup) else None, found.author)


def _headline(markup: str, title: str, site: str | None) -> str | None:
    """The page's heading where it says what the metadata's title says, else that title without the name of the site."""
    tree = lxml.html.document_fromstring(markup.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    wanted = set(re.findall(r"\w+", title.lower()))
    for heading in tree.xpath("//h1"):
        words = " ".join(heading.text_content().split())
        found = set(re.findall(r"\w+", words.lower()))
        if len(found) >= 3 and len(found & wanted) >= 0.5 * min(len(found), len(wanted)):
            return words
    head, bar, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if bar and site and tail.lower().strip() in (site.lower(), site.lower().removeprefix("the ")):
        return head.strip() or None
    return title or None


def _says_date(markup: str) -> bool:
    """Whether the page states its date in metadata; a date the extractor found elsewhere is a guess and not taken."""
    return bool(
        re.search(
            r"datePublished|article:published_time|<time\b|dc\.date|[\"']pubdate|publish[-_]?date|sailthru\.date"
            r"|parsely-pub-date|[\"']date[\"']",
            markup,
            re.IGNORECASE,
        )
    )
