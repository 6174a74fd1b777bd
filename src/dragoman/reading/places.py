"""The places a document names: where its words name one, and where that lies.

A name is a place wherever it stands, also where it stands for a government: *Moscow said* names Moscow, and the actors tell who
spoke. National adjectives and peoples are no places; they are mentions of actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.knowledge.actors import Named, entries, find_names, names, words
from dragoman.knowledge.places import SETTLEMENTS, abbreviations, described, located, prominent
from dragoman.knowledge.places.contested import contested
from dragoman.reading.graph import Entity, Parse, Token
from dragoman.reading.locating import locate
from dragoman.record import Document, Place, Span

LONGEST = 6
"""Words of the longest name looked up."""

_POSSESSIVE = ("'s", "’s", "'", "’")
_SMALL = frozenset(("of", "the", "de", "la", "and", "al", "el", "on", "upon", "du", "del", "di", "da"))
_FUNCTION = ("ADP", "DET", "CCONJ", "PUNCT", "PART", "SYM", "NUM")
_LOCATIVE = frozenset(
    "in at near from to across into through outside inside around toward towards along within throughout off over between".split()
)
_PARTY = re.compile(r"^[DRI]$|^(?:DFL|GOP|Dem|Rep|Con|Lab|LD)$")
_DATELINE_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:of |the )?[A-Z][\w.'’-]*)*")


def places(document: Document, parse: Parse) -> tuple[Place, ...]:
    """The places by name, in the order of the text."""
    return resolve(document, parse, spans(document, parse))


def resolve(document: Document, parse: Parse, found: Sequence[Span]) -> tuple[Place, ...]:
    """The places that spans name; without a point where nobody knows the name."""
    told = []
    for span, at in zip(found, locate(document, found), strict=True):
        name = " ".join(parse.text[slice(*span)].split())
        if at is not None:
            known = at.name if at in described(name) else name
            told.append(Place(known, span, at.latitude, at.longitude, at.country, at.geonames))
        else:
            told.append(_registered(name, span))
    return tuple(told)


def _registered(name: str, span: Span) -> Place:
    """A polity that the registry alone knows, at the point it gives."""
    named = names().get(words(name))
    if named is None or named.form != "name" or not named.id.startswith("dr:polity/"):
        return Place(name, span, None, None, None, None)
    entry = entries()[named.id]
    country = entry.id if entry.id in contested() else entry.iso3
    return Place(entry.name, span, entry.latitude, entry.longitude, country, None)


# ---------------------------------------------------------------- names of places


def spans(document: Document, parse: Parse) -> list[Span]:
    """Where the document names a place; no two overlap."""
    finder = _Finder(parse)
    finder.entities()
    finder.polities()
    finder.known()
    found = [parse.span(parse.tokens[first:last]) for first, last in finder.found]
    return sorted([*found, *_in_datelines(document)])


class _Finder:
    """Names found so far, as ranges of tokens; who comes first keeps the words."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.found: list[tuple[int, int]] = []
        self.taken: set[int] = set()
        self.label: dict[int, Entity] = {index: each for each in parse.entities for index in range(each.first, each.last)}
        self.surnames = {
            parse.tokens[each.last - 1].text for each in parse.entities if each.label == "PER" and each.last - each.first > 1
        }
        self.local = {parse.text[parse.tokens[e.first].start : parse.tokens[e.last - 1].end] for e in parse.entities if e.label == "LOC"}

    def add(self, first: int, last: int) -> None:
        """Keeps a name, unless its words are taken."""
        if first < last and not self.taken.intersection(range(first, last)):
            self.found.append((first, last))
            self.taken.update(range(first, last))

    def words(self, first: int, last: int) -> str:
        """The words of a range of tokens."""
        return " ".join(self.parse.text[self.parse.tokens[first].start : self.parse.tokens[last - 1].end].split())

    # what the model found

    def entities(self) -> None:
        """The names the model takes for places, and those inside names of organisations."""
        for entity in self.parse.entities:
            for first, last in _pieces(self.parse, entity):
                if entity.label == "LOC":
                    self._place(first, last)
                elif entity.label == "ORG":
                    self._in_organisation(first, last)
                else:
                    self._in_person(first, last)

    def _place(self, first: int, last: int) -> None:
        if _national(self.words(first, last)):
            return
        while last - first > 1 and self.parse.tokens[last - 1].text.islower():
            last -= 1
        while last - first > 1 and self.parse.tokens[first].text.islower():
            first += 1
        if not self.parse.tokens[first].text[0].isupper() and not self.parse.tokens[first].text[0].isdigit():
            return
        name = self.words(first, last)
        if not described(name) and (inner := self._longest(first, last)) is not None:
            self.add(*inner)
        else:
            self.add(first, self._with_full_stop(last))

    def _in_organisation(self, first: int, last: int) -> None:
        """*Turkey* taken for an organisation; the place in *Oklahoma State Police* and *University of Kent*."""
        at = first
        while at < last:
            inner = next(
                ((at, end) for end in range(min(last, at + LONGEST), at, -1) if self._names_place(at, end) and not self._cut(at, end, first, last)),
                None,
            )
            if inner is not None:
                self.add(inner[0], self._with_full_stop(inner[1]))
                at = inner[1]
            else:
                at += 1

    def _cut(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether a name goes on beyond the range with a proper name that is no common noun of organisations."""
        return False

    def _in_person(self, first: int, last: int) -> None:
        """A place of the document taken for a person, and the district after a party (*D-Ohio*)."""
        tokens = self.parse.tokens[first:last]
        if len(tokens) > 2 and tokens[1].text == "-" and _PARTY.match(tokens[0].text):
            self.add(first + 2, self._with_full_stop(last))
            return
        name = self.words(first, last)
        if name.isupper() and prominent(name) and last - first <= 2:
            self.add(first, last)
        elif name in self.local and name not in self.surnames and located(name):
            self.add(first, last)

    def _names_place(self, first: int, last: int) -> bool:
        tokens = self.parse.tokens[first:last]
        if not tokens[0].text[0].isupper() or not tokens[-1].text[-1].isalnum() and tokens[-1].text not in abbreviations():
            return False
        name = self.words(first, last)
        if _national(name) or (len(tokens) == 1 and tokens[0].text in self.surnames):
            return False
        short = abbreviations().get(name)
        if short is not None:
            return short.alone
        return prominent(name.title() if name.isupper() and len(name) > 4 else name)

    def _longest(self, first: int, last: int) -> tuple[int, int] | None:
        """The longest part of a name that the gazetteer knows well."""
        for size in range(last - first - 1, 0, -1):
            for start in range(first, last - size + 1):
                if self._names_place(start, start + size):
                    return start, start + size
        return None

    def _with_full_stop(self, last: int) -> int:
        """The end of a name with the full stop that belongs to it (*Ky.*)."""
        tokens = self.parse.tokens
        if last < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end:
            if f"{tokens[last - 1].text}." in abbreviations():
                return last + 1
        return last

    # what the registry and the gazetteer know beside it

    def polities(self) -> None:
        """The registry's polities and capitals that the model missed."""
        for sentence in self.parse.sentences:
            tokens = self.parse.words(sentence)
            start = tokens[0].start
            for left, right, named in find_names(self.parse.text[start : tokens[-1].end]):
                if isinstance(named, Named) and named.form in ("name", "capital") and named.id.startswith("dr:polity/"):
                    inside = self.parse.at((start + left, start + right))
                    if inside and not any(token.index in self.label for token in inside):
                        self.add(inside[0].index, inside[-1].index + 1)

    def known(self) -> None:
        """Proper names the gazetteer knows, after a preposition of place or before what they lie in."""
        tokens = self.parse.tokens
        for first, last in _runs(self.parse):
            at = first
            while at < last:
                end = next((end for end in range(min(last, at + LONGEST), at, -1) if self._free(at, end) and self._stands(at, end, first)), None)
                if end is not None:
                    self.add(at, self._with_full_stop(end))
                    at = end
                else:
                    at += 1
        del tokens

    def _free(self, first: int, last: int) -> bool:
        return not any(index in self.taken or index in self.label for index in range(first, last))

    def _stands(self, first: int, last: int, run: int) -> bool:
        token = self.parse.tokens[first]
        if token.pos != "PROPN" and last - first == 1:
            return False
        if not self._names_place(first, last):
            return False
        before = self.parse.tokens[run - 1].text.lower() if run else ""
        return before in _LOCATIVE or self.words(first, last) in abbreviations() or last - first > 1


def _pieces(parse: Parse, entity: Entity) -> Iterator[tuple[int, int]]:
    """The parts of a name between its commas and *and*, without articles and marks at the ends."""
    tokens = parse.tokens
    first = entity.first
    for index in range(entity.first, entity.last + 1):
        parted = index == entity.last or tokens[index].text in (",", ";", "/", "(", ")") or (
            entity.label == "LOC" and tokens[index].text in ("and", "&", "-") and tokens[index].start > tokens[index - 1].end
        )
        if parted:
            start, end = first, index
            while start < end and (tokens[start].pos in ("DET", "PUNCT", "ADP") or tokens[start].text in _POSSESSIVE):
                start += 1
            while start < end and ((tokens[end - 1].pos == "PUNCT" and tokens[end - 1].text != ".") or tokens[end - 1].text in _POSSESSIVE):
                end -= 1
            if start < end and tokens[end - 1].text == "." and not parse.text[tokens[start].start : tokens[end - 1].end] in abbreviations():
                end -= 1
            if start < end:
                yield start, end
            first = index + 1


def _runs(parse: Parse) -> Iterator[tuple[int, int]]:
    """Ranges of words with capitals, small words of names inside them."""
    for sentence in parse.sentences:
        first = None
        for token in (*parse.words(sentence), None):
            goes_on = token is not None and (token.text[0].isupper() or (first is not None and token.text in _SMALL))
            if goes_on and first is None and token is not None:
                first = token.index
            elif not goes_on and first is not None:
                yield first, token.index if token is not None else sentence.last
                first = None


def _national(name: str) -> bool:
    """Whether the words are a national adjective or a people, not a place."""
    named = names().get(words(name))
    return named is not None and named.form in ("adjective", "demonym")


def _in_datelines(document: Document) -> Iterable[Span]:
    """The places of the lines that say where and when a report was written."""
    for block in document.blocks:
        if block.kind == "dateline":
            start, end = block.span
            for match in _DATELINE_NAME.finditer(document.text, start, end):
                name = match.group()
                if name in abbreviations() or described(name) and not _national(name):
                    yield match.span()
