"""Words as spans: runs of tokens, their edges, and how they lie to the quotations of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.reading.graph import Parse, Token
from dragoman.reading.quotes import SCARE_QUOTE_WORDS, Quote
from dragoman.reading.stage import Reading
from dragoman.record import Span

_EDGES = " \t\r\n,;:.-–—"


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))


def runs(parse: Parse, tokens: Sequence[Token]) -> list[Span]:
    """The spans of tokens in order; words left out part them, punctuation does not."""
    found: list[Span] = []
    last: Token | None = None
    for token in tokens:
        between = parse.tokens[last.index + 1 : token.index] if last is not None else ()
        if found and all(each.dep == "punct" for each in between):
            found[-1] = found[-1][0], token.end
        else:
            found.append((token.start, token.end))
        last = token
    return [span for span in found if re.search(r"\w", parse.text[slice(*span)])]


def within_quotes(spans: Sequence[Span], marked: Iterable[Quote]) -> list[Quote]:
    """The quotations that lie in one of `spans`, give or take their marks."""
    return [quote for quote in marked if any(start - 2 <= quote.outer[0] and quote.outer[1] <= end + 2 for start, end in spans)]


def unquoted(text: str, span: Span, marked: Iterable[Quote]) -> Span:
    """`span` without the marks where it is one whole quotation."""
    for quote in marked:
        if (
            quote.whole
            and quote.outer[0] <= span[0] <= quote.inner[0]
            and span[1] >= quote.inner[1] - 2
            and span[1] <= quote.outer[1]
        ):
            return tidy(text, quote.inner)
    return span


def is_sentence(reading: Reading, quote: Quote) -> bool:
    """Whether a quotation is words said as such, no phrase taken over."""
    text = reading.document.text[slice(*quote.inner)]
    words = words_of(text)
    if words <= SCARE_QUOTE_WORDS:
        return text[:1].isupper() and text[1:].islower() and text[-1:] in ",.!?" and words > 1
    if words < 12 and _is_title(text):
        return False
    return words > 7 or any(
        token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph for token in reading.parse.at(quote.inner)
    )


def _is_title(text: str) -> bool:
    """Whether all words of weight have capitals and no full stop ends them: a song, a book, a headline."""
    long = re.findall(r"[^\W\d_][\w’']{3,}", text)
    return len(long) > 1 and all(word[0].isupper() for word in long) and not re.search(r"[.!?]$", text)


def tidy(text: str, span: Span) -> Span:
    """`span` without white space and punctuation at its ends, and without marks that have no partner inside."""
    start, end = span
    if re.fullmatch(r"[\"“][^\"“”]*[\"”]?[\s,.;:]*", text[start:end]):
        end = start + len(text[start:end].rstrip('"” ,.;:\n'))
        start += 1
    while start < end and (
        text[start] in _EDGES or (text[start] in "\"“”‘’'" and not re.search(r"[\"”’']", text[start + 1 : end]))
    ):
        start += 1
    while end > start and (text[end - 1] in _EDGES or (text[end - 1] in '"”“' and not re.search(r"[\"“]", text[start : end - 1]))):
        end -= 1
    return start, end


_ALTERATION = re.compile(r"\[[^\[\]\n]{1,60}\]|\.\.\.+|…")


def alterations(text: str, content: Iterable[Span], marked: Iterable[Quote]) -> tuple[Span, ...]:
    """Where quoted words were changed or cut: square brackets (*[they]*) and ellipses inside quotations of `content`."""
    listed = list(marked)
    found = [
        (start + match.start(), start + match.end())
        for start, end in content
        for match in _ALTERATION.finditer(text[start:end])
        if any(quote.outer[0] <= start + match.start() < quote.outer[1] for quote in listed)
    ]
    return tuple(found)
