"""The places a document names, with coordinates where the gazetteer or the registry knows them."""

from __future__ import annotations

from collections import Counter

from dragoman.knowledge.actors import entries, find_names
from dragoman.knowledge.places import Located, located
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import head_of
from dragoman.record import Place, Span

LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "of",
        "across",
        "over",
        "into",
        "through",
        "outside",
        "inside",
        "around",
        "off",
        "between",
        "toward",
        "towards",
        "on",
        "along",
        "within",
    ]
)


def places(parse: Parse) -> tuple[Place, ...]:
    """Places by name: where a state or its capital is spoken of as a place, and every other place the model found."""
    found: dict[Span, Place] = {}
    for first, last, id in _polities(parse):
        span = parse.span(parse.tokens[first:last])
        words = parse.text[slice(*span)]
        entry = entries()[id]
        if words in (entry.name, *_short(entry.name)) or not located(words):
            country = entry.iso3 if entry.kind == "state" else None
            found[span] = Place(entry.name, span, entry.latitude, entry.longitude, country, None)
        else:
            found[span] = _place(words, span, located(words)[0])
    countries: Counter[str | None] = Counter(entries()[id].country for _, _, id in _polities(parse))
    for first, last in _named(parse):
        span = parse.span(parse.tokens[first:last])
        if any(span[0] < end and start < span[1] for start, end in found):
            continue
        words = parse.text[slice(*span)]
        candidates = located(words)
        found[span] = _place(words, span, max(candidates, key=lambda each: _likely(each, countries)) if candidates else None)
    return tuple(found[span] for span in sorted(found))


def _short(name: str) -> tuple[str, ...]:
    return (name.removeprefix("the "),)


def _likely(place: Located, countries: Counter[str | None]) -> tuple[bool, int]:
    """Places in states that the report speaks of go first, then the most populous."""
    return place.country in countries and place.country is not None, place.population


def _place(words: str, span: Span, at: Located | None) -> Place:
    if at is None:
        return Place(words, span, None, None, None, None)
    state = entries().get(at.country) if at.country else None
    return Place(at.name, span, at.latitude, at.longitude, state.iso3 if state else None, at.geonames)


def _polities(parse: Parse) -> list[tuple[int, int, str]]:
    """Names of polities and capitals that stand as places: after a preposition of place."""
    found = []
    for sentence in parse.sentences:
        tokens = parse.words(sentence)
        start = tokens[0].start
        for left, right, named in find_names(parse.text[start : tokens[-1].end]):
            if isinstance(named, str) or named.form not in ("name", "capital"):
                continue
            if entries()[named.id].kind not in ("state", "de-facto-state") and named.form != "capital":
                continue
            inside = parse.at((start + left, start + right))
            if inside and _located_there(parse, inside, named.form):
                found.append((inside[0].index, inside[-1].index + 1, named.id))
    return found


def _located_there(parse: Parse, inside: list[Token], form: str) -> bool:
    preposition = parse.preposition(head_of(parse, inside[0].index, inside[-1].index + 1))
    if form == "capital":
        return preposition in ("in", "at", "near", "outside", "around", "from", "to", "inside")
    return preposition in LOCATIVE


def _named(parse: Parse) -> list[tuple[int, int]]:
    """Other names of places: what the model calls a location, and proper names after *in* that the gazetteer knows."""
    found = []
    for entity in parse.entities:
        if entity.label == "LOC":
            first, last = entity.first, entity.last
            while first < last and parse.tokens[first].pos in ("DET", "PUNCT", "ADP"):
                first += 1
            while last > first and (parse.tokens[last - 1].pos == "PUNCT" or parse.tokens[last - 1].text in ("'s", "’s")):
                last -= 1
            tokens = parse.tokens[first:last]
            if tokens and tokens[0].text[0].isupper() and tokens[-1].pos in ("PROPN", "NOUN") and not _polity(parse, tokens):
                found.append((first, last))
    taken = {index for first, last in found for index in range(first, last)}
    taken |= {index for entity in parse.entities for index in range(entity.first, entity.last)}
    for token in parse.tokens:
        if token.pos == "PROPN" and token.index not in taken and parse.preposition(token) in ("in", "near", "at"):
            first = min(
                [
                    token.index,
                    *(each.index for each in parse.children(token, "compound", "amod") if each.pos == "PROPN"),
                ]
            )
            tokens = parse.tokens[first : token.index + 1]
            if not _polity(parse, tokens) and located(parse.text[tokens[0].start : token.end]):
                found.append((first, token.index + 1))
    return found


def _polity(parse: Parse, tokens: tuple[Token, ...]) -> bool:
    """Whether the words are the name of an actor of the registry."""
    words = parse.text[tokens[0].start : tokens[-1].end]
    return any(left == 0 and right >= len(words) - 2 for left, right, _ in find_names(words))
