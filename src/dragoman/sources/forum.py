"""Forum threads: each post with words of its own is a document; who posted it is metadata."""

from __future__ import annotations

import re
from typing import NamedTuple

import lxml.html

from dragoman.dates import written_dates
from dragoman.knowledge.outlets import Forum, chrome_labels, forums
from dragoman.record import Poster

SHORTEST_POST = 40
"""Words; a shorter post is a remark, not a report."""

_SAID = re.compile(r"(\S.{0,60}?) (?:said|wrote|posted):.{0,3}")
_BREAKS = ("br", "p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "tr")


class Post(NamedTuple):
    """One post: its place in the thread (`post-3`; `post-3-quote-1` for an earlier post it quotes), its text, and who wrote it."""

    place: str
    text: str
    poster: Poster
    posted: str | None


def posts(markup: str) -> list[Post] | None:
    """The posts of a forum page that hold a report; None where the page is not of a known forum software."""
    if not any(sign in markup for sign in ("bbWrapper", "messageText")):
        return None
    tree = lxml.html.document_fromstring(markup.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for forum in forums():
        found = tree.xpath(forum.post)
        if found and tree.xpath(forum.body):
            own: list[Post] = []
            quoted: list[Post] = []
            for number, element in enumerate(found, start=1):
                quoted += _quoted(forum, element, number)
                own.append(_post(forum, element, number))
            elsewhere = [post for post in quoted if not any(_words(post.text) in _words(other.text) for other in own)]
            return [post for post in (*own, *elsewhere) if len(post.text.split()) >= SHORTEST_POST]
    return None


def _quoted(forum: Forum, element: lxml.html.HtmlElement, number: int) -> list[Post]:
    """The earlier posts that a post quotes, taken out of it: their words are those of their posters."""
    found = []
    for quote in reversed(element.xpath(f".{forum.body}{forum.quote}")):  # the innermost first
        name = _SAID.fullmatch(_first(quote, forum.quoted) or "")
        if name is not None:
            found.append((_text(quote, forum), name.group(1)))
            quote.drop_tree()
    return [
        Post(f"post-{number}-quote-{place}", text, Poster(name), None)
        for place, (text, name) in enumerate(reversed(found), start=1)
    ]


def _words(text: str) -> str:
    return " ".join(text.split())


def _post(forum: Forum, element: lxml.html.HtmlElement, number: int) -> Post:
    labels = _labels(element.xpath(f".{forum.labels}"))
    posted = _first(element, forum.posted)
    poster = Poster(
        name=_first(element, forum.name) or "unknown",
        rank=_first(element, forum.rank),
        joined=_day(labels.get("joined")),
        messages=_number(labels.get("messages")),
        reaction_score=_number(labels.get("reaction_score")),
        country=labels.get("country"),
        location=labels.get("location"),
        posted=_day(posted),
    )
    bodies = element.xpath(f".{forum.body}")
    return Post(f"post-{number}", _text(bodies[0], forum) if bodies else "", poster, _day(posted))


def _first(element: lxml.html.HtmlElement, path: str) -> str | None:
    for found in element.xpath(f".{path}"):
        words = " ".join((found if isinstance(found, str) else found.text_content()).split())
        if words:
            return words
    return None


def _labels(lists: list[lxml.html.HtmlElement]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in lists:
        terms = [" ".join(term.text_content().split()) for term in each.xpath(".//dt|.//dd")]
        for label, value in zip(terms[::2], terms[1::2], strict=False):
            field = chrome_labels().get(label.rstrip(":").casefold())
            if field and value:
                found[field] = value
    return found


def _day(value: str | None) -> str | None:
    match = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return match.group() if match else next((date.edtf for date in written_dates(value or "")), None)


def _number(value: str | None) -> int | None:
    digits = re.sub(r"[,.\s]", "", value or "")
    return int(digits) if re.fullmatch(r"-?\d+", digits) else None


def _text(body: lxml.html.HtmlElement, forum: Forum) -> str:
    """The words of a post, a line for each block, quoted reports included, buttons and signatures left out."""
    for element in list(body.iter()):
        dropped = (
            not isinstance(element.tag, str)
            or element.tag in ("script", "style")
            or (forum.drop.search(element.get("class") or ""))
        )
        if dropped and element is not body:
            element.drop_tree()
    for element in body.iter(*_BREAKS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in body.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
