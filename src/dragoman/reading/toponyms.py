"""Where a text names a place, by the model's names, the registry and the gazetteer.

The model's places are trusted, and trimmed to what the gazetteer knows. Within the name of an organisation (*Ohio State Police*),
after a party (*D-Ohio*) and where the model saw no name, only places count that are known beyond their region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.actors import Named, entries, find_names, names, words
from dragoman.knowledge.outlets import agency_pattern
from dragoman.knowledge.places import abbreviations, located, ordinary, prominent
from dragoman.reading.graph import Entity, Parse, Token
from dragoman.reading.locating import candidates
from dragoman.record import Document, Span

LONGEST = 6
"""Words of the longest name looked up."""

Range = tuple[int, int]
"""The tokens `[first, last)`."""

_POSSESSIVE = ("'s", "’s", "'", "’")
_SMALL = frozenset(("of", "the", "de", "la", "and", "al", "el", "on", "upon", "du", "del", "di", "da"))
_LOCATIVE = frozenset(("in", "at", "near", "from", "to", "across", "into", "through", "outside", "inside", "around", "toward",
                       "towards", "along", "within", "throughout", "off", "over", "between"))  # fmt: skip
_PARTY = re.compile(r"[DRI]|DFL|GOP|Dem|Rep|Con|Lab|LD")
_NAME_IN_LINE = re.compile(r"[A-Z][\w.'’-]*(?: (?:of |the )?[A-Z][\w.'’-]*)*")


def toponyms(document: Document, parse: Parse) -> list[Span]:
    """The spans of the names of places, in the order of the text; no two overlap."""
    found = _of_entities(parse)
    taken = {index for first, last in found for index in range(first, last)}
    taken |= {index for entity in parse.entities for index in range(entity.first, entity.last)}
    for first, last in (*_polities(parse), *_after_prepositions(parse, taken)):
        if not taken.intersection(range(first, last)):
            found.append((first, last))
            taken.update(range(first, last))
    listed = [parse.span(parse.tokens[first:last]) for first, last in found]
    return sorted([*listed, *_in_datelines(document)])


def is_actor(name: str) -> bool:
    """Whether the words are an actor that is no place: a national adjective, a people, an organisation, *the West*."""
    named = names().get(words(name))
    if named is None or named.form == "capital":
        return False
    return named.form != "name" or entries()[named.id].kind in ("organisation", "bloc", "armed-group")


# ---------------------------------------------------------------- names the model found


def _of_entities(parse: Parse) -> list[Range]:
    people = [each for each in parse.entities if each.label == "PER"]
    surnames = {parse.tokens[each.last - 1].text for each in people if each.last - each.first > 1}
    local = {_words(parse, each.first, each.last) for each in parse.entities if each.label == "LOC"}
    placed = {index for each in parse.entities if each.label == "LOC" for index in range(each.first, each.last)}
    found: list[Range] = []
    for entity in parse.entities:
        for first, last in _pieces(parse, entity):
            if entity.label == "LOC":
                found += _place(parse, first, last)
            elif entity.label == "ORG":
                if not agency_pattern().search(_words(parse, first, last)):
                    found += _well_known_in(parse, first, last, surnames)
            else:
                found += _no_person(parse, first, last, surnames, local, placed)
    return found


def _pieces(parse: Parse, entity: Entity) -> Iterator[Range]:
    """The parts of a name between its commas (and *and* between places), without articles and marks at the ends."""
    tokens = parse.tokens
    first = entity.first
    for index in range(entity.first, entity.last + 1):
        if index < entity.last and tokens[index].text not in (",", ";", "/", "(", ")"):
            joined = tokens[index].text in ("and", "&") or (
                tokens[index].text == "-" and tokens[index].start > tokens[index - 1].end
            )
            if entity.label != "LOC" or not joined:
                continue
        start, end = first, index
        while start < end and (tokens[start].pos in ("DET", "PUNCT", "ADP") or tokens[start].text in _POSSESSIVE):
            start += 1
        while start < end and (tokens[end - 1].pos == "PUNCT" or tokens[end - 1].text in _POSSESSIVE):
            end -= 1
        if start < end:
            yield start, end
        first = index + 1


def _place(parse: Parse, first: int, last: int) -> list[Range]:
    """A name the model takes for a place: all of it, or the places in it where the gazetteer knows those alone."""
    tokens = parse.tokens
    while last - first > 1 and tokens[last - 1].text.islower():
        last -= 1
    while last - first > 1 and tokens[first].text.islower():
        first += 1
    first, last = _grown(parse, first, last)
    name = _words(parse, first, last)
    if is_actor(name) or "$" in name or not (name[0].isupper() or name[0].isdigit()):
        return []
    if candidates(name):
        return [(first, _with_full_stop(parse, first, last))]
    hyphen = next((index for index in range(first + 1, last - 1) if tokens[index].text == "-"), None)
    if hyphen is not None and candidates(_words(parse, hyphen + 1, last)):
        return [*_place(parse, first, hyphen), (hyphen + 1, last)]
    return _well_known_in(parse, first, last, frozenset()) or [(first, last)]


def _grown(parse: Parse, first: int, last: int) -> Range:
    """A name with the words around it that are part of a longer one (*Strait of* Hormuz, Red *Sea*)."""
    sentence = parse.sentence(parse.tokens[first])
    for left in range(min(2, first - sentence.first), -1, -1):
        for right in range(min(2, sentence.last - last), -1, -1):
            start, end = first - left, last + right
            ends = parse.tokens[start].text[0].isupper() and parse.tokens[end - 1].text[0].isupper()
            if left + right and ends and prominent(_words(parse, start, end)):
                return start, end
    return first, last


def _well_known_in(parse: Parse, first: int, last: int, surnames: set[str] | frozenset[str]) -> list[Range]:
    """The places within a name, the longest at each word."""
    found: list[Range] = []
    at = first
    while at < last:
        for end in range(min(last, at + LONGEST), at, -1):
            if _well_known(parse, at, end, surnames):
                found.append((at, _with_full_stop(parse, at, end)))
                at = end
                break
        else:
            at += 1
    return found


def _no_person(parse: Parse, first: int, last: int, surnames: set[str], local: set[str], placed: set[int]) -> list[Range]:
    """A place taken for a person: in capitals, listed with places, or a place elsewhere in the text; the district after a party."""
    if last - first > 2 and parse.tokens[first + 1].text == "-" and _PARTY.fullmatch(parse.tokens[first].text):
        return [(first + 2, _with_full_stop(parse, first + 2, last))]
    name = _words(parse, first, last)
    in_capitals = name.isupper() and len(name) > 4 and prominent(name)
    elsewhere = name in local and name not in surnames and bool(located(name))
    listed = parse.tokens[first].dep == "conj" and parse.tokens[first].head in placed and name not in surnames and prominent(name)
    return [(first, last)] if in_capitals or elsewhere or listed else []


# ---------------------------------------------------------------- names the model missed


def _polities(parse: Parse) -> Iterator[Range]:
    """The names and capitals of the registry's polities."""
    for sentence in parse.sentences:
        tokens = parse.words(sentence)
        start = tokens[0].start
        for left, right, named in find_names(parse.text[start : tokens[-1].end]):
            if isinstance(named, Named) and named.form in ("name", "capital") and named.id.startswith("dr:polity/"):
                inside = parse.at((start + left, start + right))
                if inside and parse.text[inside[-1].end : inside[-1].end + 1] != "$" and "$" not in inside[-1].text:
                    yield inside[0].index, inside[-1].index + 1


def _after_prepositions(parse: Parse, taken: set[int]) -> Iterator[Range]:
    """Proper names after a preposition of place, and longer ones anywhere, that the gazetteer knows well."""
    for first, last in _runs(parse):
        before = first - 2 if first > 1 and parse.tokens[first - 1].pos == "DET" else first - 1
        placed = before >= 0 and parse.tokens[before].text.lower() in _LOCATIVE
        if placed and any(each.kind == "site" for each in located(_words(parse, first, last))):
            yield first, last
            continue
        for start, end in _well_known_in(parse, first, last, frozenset()):
            token = parse.tokens[start]
            proper = end - start > 1 or (placed and token.pos == "PROPN") or token.text in abbreviations()
            if proper and not taken.intersection(range(start, end)):
                yield start, end


def _runs(parse: Parse) -> Iterator[Range]:
    """Ranges of words with capitals, with the small words between them."""
    for sentence in parse.sentences:
        first = None
        for token in parse.words(sentence):
            goes_on = token.text[0].isupper() or (first is not None and token.text in _SMALL)
            if goes_on and first is None:
                first = token.index
            elif not goes_on and first is not None:
                yield first, token.index
                first = None
        if first is not None:
            yield first, sentence.last


def _in_datelines(document: Document) -> Iterator[Span]:
    """The places of the lines that say where and when a report was written."""
    for block in document.blocks:
        if block.kind == "dateline":
            for match in _NAME_IN_LINE.finditer(document.text, *block.span):
                name = match.group()
                if name in abbreviations() or (candidates(name) and not is_actor(name) and name.lower() not in ordinary()):
                    yield match.span()


# ---------------------------------------------------------------- words


def _words(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())


def _well_known(parse: Parse, first: int, last: int, surnames: set[str] | frozenset[str]) -> bool:
    """Whether the words are the name of a place known beyond its region, and no everyday word, people or person of the text."""
    tokens = parse.tokens[first:last]
    if not tokens[0].text[0].isupper() or not _ends(tokens[-1]):
        return False
    name = _words(parse, first, last)
    short = abbreviations().get(name)
    if short is not None:
        return short.alone and parse.text[tokens[-1].end : tokens[-1].end + 1] != "$"
    if len(tokens) == 1 and (name in surnames or name.lower() in ordinary()):
        return False
    return prominent(name) and not is_actor(name)


def _ends(token: Token) -> bool:
    return token.text[-1].isalnum() or token.text in abbreviations()


def _with_full_stop(parse: Parse, first: int, last: int) -> int:
    """The end of a name with the full stop that belongs to it (*Ky.*)."""
    after = parse.tokens[last : last + 1]
    glued = bool(after) and after[0].text == "." and after[0].start == parse.tokens[last - 1].end
    return last + 1 if glued and f"{_words(parse, first, last)}." in abbreviations() else last
