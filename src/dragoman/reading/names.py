"""Mentions by name: the registry's names, the model's names, and persons with the titles they bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from dragoman.knowledge.actors import Named, Person, motion, offices, populations, surname, words
from dragoman.knowledge.places import prominent
from dragoman.reading import titles
from dragoman.reading.cast import Cast
from dragoman.reading.graph import Entity, Parse, Token
from dragoman.reading.mentions import Mention, Mentions, head_of

_PLACED = frozenset(["in", "at", "near", "outside", "around", "inside", "through", "across", "via", "into", "over"])
_WAYS = frozenset(["from", "to", "for", "toward", "towards", "between"])
"""Prepositions that place what stands after them always, and with a word of motion."""

_PARTICLES = frozenset("al bin ibn de van von der da el ul abu di la ben ter".split())  # noqa: SIM905
"""Small words inside a person's name."""


def find(parse: Parse, cast: Cast) -> Mentions:
    """The mentions by name in a parse; the actors they name enter `cast`."""
    mentions = Mentions()
    covered = {index: name for name in parse.entities for index in range(name.first, name.last)}
    registered = list(_registered(parse, cast))
    spelled = _spelled(parse, registered)
    for first, last, named in registered:
        acronym = parse.tokens[first].text
        if last - first == 1 and isinstance(named, Named) and named.id not in spelled.values():
            named = Named(spelled.get(acronym, named.id), named.form)
        if _inside_longer_name(parse, cast, covered, first, last, named):
            continue
        if isinstance(named, str):
            mentions.add(Mention(first, last, head_of(parse, first, last).index, (cast.registered(named),), "name"))
        else:
            if named.form == "capital" and _as_place(parse, first, last):
                continue
            form = {"adjective": "adjective", "demonym": "adjective", "capital": "capital"}.get(named.form, "name")
            actor = cast.registered(named.id)
            if named.form == "demonym" and "Number=Plur" in parse.tokens[last - 1].morph:
                actor = _people(cast, actor, parse.text[parse.tokens[first].start : parse.tokens[last - 1].end])
                form = "population"
            mentions.add(Mention(first, last, head_of(parse, first, last).index, (actor,), form))  # type: ignore[arg-type]
    _titled(parse, cast, mentions)
    for entity in parse.entities:
        _entity(parse, cast, mentions, entity)
    _surnames(parse, cast, mentions)
    for mention in mentions.in_order():
        if cast.kinds[mention.actors[0]] == "person":
            titles.before(parse, cast, mentions, mention)
            titles.after(parse, cast, mentions, mention)
    return mentions


def _people(cast: Cast, polity: str, word: str) -> str:
    """*Serbs*, *Georgians*: people of a polity, not the polity itself."""
    code = cast.codes[polity]
    return cast.newcomer(word, "population", code=f"{code}CVL" if code else None, country=cast.country_of(polity) or polity)


def _as_place(parse: Parse, first: int, last: int) -> bool:
    """Whether a capital is where something happens (*in Moscow*, *flew to Moscow*), not the government that sits there."""
    token = head_of(parse, first, last)
    case = parse.preposition(token)
    if case in _PLACED:
        return True
    head = parse.head(token)
    if head is None or head.lemma.lower() not in motion():
        return False
    return case in _WAYS or (case is None and token.dep == "obj")


def _registered(parse: Parse, cast: Cast) -> Iterator[tuple[int, int, Named | str]]:
    for sentence in parse.sentences:
        tokens = parse.words(sentence)
        start, end = tokens[0].start, tokens[-1].end
        for left, right, named in cast.registry.find_names(parse.text[start:end]):
            found = parse.at((start + left, start + right))
            if found:
                yield found[0].index, found[-1].index + 1, named


def _spelled(parse: Parse, registered: Iterable[tuple[int, int, Named | str]]) -> dict[str, str]:
    """Initials → the actor whose name the text spells out: *RSF* beside *Rapid Support Forces* is not Reporters Without Borders."""
    found: dict[str, str] = {}
    for first, last, named in registered:
        tokens = [token for token in parse.tokens[first:last] if token.text[0].isupper()]
        if isinstance(named, Named) and named.form == "name" and len(tokens) > 1:
            found.setdefault("".join(token.text[0] for token in tokens), named.id)
    return found


def _inside_longer_name(parse: Parse, cast: Cast, covered: dict[int, Entity], first: int, last: int, named: Named | str) -> bool:
    """Whether the name is part of a longer one that is somebody else: *Jordan* in *Jordan Peterson*."""
    entity = covered.get(first)
    if entity is None or isinstance(named, str) or (entity.first >= first and entity.last <= last):
        return False
    rest = [token for token in parse.tokens[entity.first : entity.last] if not first <= token.index < last]
    rest = [token for token in rest if token.pos not in ("PUNCT", "DET", "ADP", "PART")]
    if not rest or any(_organ(token) for token in rest):
        return False
    if entity.label == "PER":
        if named.form != "name" or cast.registry.entries[named.id].kind not in ("state", "de-facto-state"):
            return any(token.tag == "NNP" and token.dep == "flat" for token in rest) and named.form == "name"
        return entity.first == first and not (
            words(" ".join(t.text.lower() for t in rest)) in offices() or any((t.text.lower(),) in offices() for t in rest)
        )
    return entity.label == "ORG" and named.form != "name" and parse.tokens[entity.last - 1].pos == "PROPN" and len(rest) >= 2


def _organ(token: Token) -> bool:
    return token.text.lower() in populations() or (token.text.lower(),) in offices()


def _entity(parse: Parse, cast: Cast, mentions: Mentions, entity: Entity) -> None:
    first, last = entity.first, entity.last
    while first < last and (parse.tokens[first].pos in ("DET", "PUNCT") or parse.tokens[first].text in ("'s", "’s")):
        first += 1
    while last > first and (parse.tokens[last - 1].text in ("'s", "’s", "'", "’") or parse.tokens[last - 1].pos == "PUNCT"):
        last -= 1
    if entity.label == "PER":
        while last - first > 1 and (size := titles.opening(parse.tokens[first:last]) or _organ(parse.tokens[first])):
            first += size
        while (
            last < len(parse.tokens)
            and parse.tokens[last].pos == "PROPN"
            and parse.tokens[last].dep == "flat"
            and (parse.tokens[last].index not in mentions.by_token and first <= parse.tokens[last].head < last)
        ):
            last += 1
    if first >= last or any(index in mentions.by_token for index in range(first, last)):
        return
    tokens = parse.tokens[first:last]
    if not all(token.text[0].isupper() or token.pos in ("ADP", "DET", "CCONJ", "PUNCT", "PART") for token in tokens):
        return
    if (
        entity.label == "LOC"
        or _organ(head_of(parse, first, last))
        or (_organ(tokens[-1]) and not any(token.pos == "ADP" for token in tokens))
        or (entity.label == "PER" and len(tokens) == 1 and tokens[0].pos not in ("PROPN", "NOUN"))
    ):
        return
    name = parse.text[tokens[0].start : tokens[-1].end]
    if (entity.label == "ORG" and len(name) < 3) or (len(tokens) == 1 and prominent(name) and name not in cast.registry.surnames):
        return
    person = entity.label == "PER" or (len(tokens) == 1 and _met_by_surname(cast, name))
    actor = _person(cast, name) if person else _organisation(cast, name)
    if actor is not None:
        mentions.add(Mention(first, last, head_of(parse, first, last).index, (actor,), "name"))


def _titled(parse: Parse, cast: Cast, mentions: Mentions) -> None:
    """*Secretary-General Jens Stoltenberg*: the capitalised words after a title are a person's name."""
    for tokens in _blocks(parse):
        for at in range(len(tokens) - 1):
            if tokens[at].index in mentions.by_token or not titles.length(tokens[max(at + 1 - titles.LONGEST, 0) : at + 1]):
                continue
            last = at + 1
            while last < len(tokens) and _name_part(tokens, last) and tokens[last].index not in mentions.by_token:
                last += 1
            if last < len(tokens) and last > at + 1 and tokens[last].index in mentions.by_token and tokens[last].dep == "flat":
                continue
            while last > at + 1 and not tokens[last - 1].text[0].isupper():
                last -= 1
            name = tokens[at + 1 : last]
            name = name[titles.opening(name) :]
            if not name or len(name) > 5 or titles.length(tokens[max(at + 2 - titles.LONGEST, 0) : at + 2]) > 0 or _organ(name[0]):
                continue
            if len(name) == 1 and (name[0].pos != "PROPN" or _common(name[0])):
                continue
            actor = _person(cast, parse.text[name[0].start : name[-1].end])
            if actor is not None:
                first, end = name[0].index, name[-1].index + 1
                mentions.add(Mention(first, end, head_of(parse, first, end).index, (actor,), "name"))


def _blocks(parse: Parse) -> Iterator[tuple[Token, ...]]:
    """The tokens of each block."""
    for _, sentences in groupby(parse.sentences, attrgetter("block")):
        listed = tuple(sentences)
        yield parse.tokens[listed[0].first : listed[-1].last]


def _name_part(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.text in ("-", "’", "'") and token.start == tokens[at - 1].end:
        return at + 1 < len(tokens) and tokens[at + 1].start == token.end
    if token.text.lower() in _PARTICLES:
        return True
    return (
        token.text[0].isupper()
        and token.text[-1:].isalnum()
        and token.pos in ("PROPN", "NOUN", "ADJ", "X")
        and not token.text.isupper()
    )


def _common(token: Token) -> bool:
    return (
        token.text in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday") or "Number=Plur" in token.morph
    )


def _person(cast: Cast, name: str) -> str | None:
    """The person a name stands for: one met already, one of the registry, or a newcomer."""
    parts = words(name)
    if known := cast.registry.person_called(parts):
        return cast.registered(known)
    for id, other in cast.names.items():
        if cast.kinds[id] == "person" and (words(other)[-1:] == parts or words(other) == parts):
            return id
    if len(parts) > 1:
        return cast.newcomer(name, "person")
    bearers = [cast.registry.persons[id] for id in cast.registry.surnames.get(parts[0], ())]
    if (bearer := _bearer(cast, bearers)) is not None:
        return cast.registered(bearer.id)
    of = {term.of for bearer in bearers for term in bearer.terms}
    return cast.newcomer(name, "person", country=of.pop() if len(of) == 1 else None)


def _bearer(cast: Cast, bearers: list[Person]) -> Person | None:
    """Of those who share a surname the one who is meant: in office when the report came out, of an actor it speaks of or at the
    head of a state; where no day is known, the only one there is.
    """
    on = cast.published
    serving = [each for each in bearers if on is None or any(term.covers(on) for term in each.terms)]
    near = [each for each in serving if any(term.of in cast.names for term in each.terms)]
    for found in (near, [each for each in serving if any(offices()[words(term.office)].rank == 1 for term in each.terms)]):
        if len(found) == 1:
            return found[0]
    near = [each for each in bearers if any(term.of in cast.names for term in each.terms)]
    return near[0] if len(near) == 1 and not serving else None


def _met_by_surname(cast: Cast, name: str) -> bool:
    """Whether a person of the document bears the name as the last word of a longer one."""
    return any(cast.kinds[id] == "person" and words(full)[-1] == name != full for id, full in cast.names.items())


def _organisation(cast: Cast, name: str) -> str:
    initials = "".join(word[0] for word in words(name) if word[0].isupper())
    for id, other in cast.names.items():
        if cast.kinds[id] == "organisation" and not id.startswith("dr:"):
            others = "".join(word[0] for word in words(other) if word[0].isupper())
            if name in (others, other) or other == initials:
                return id
    return cast.newcomer(name, "organisation")


def _surnames(parse: Parse, cast: Cast, mentions: Mentions) -> None:
    """*Psaki* after *Jen Psaki*: the last word, and in Chinese or Korean names the first, of a person met by full name."""
    known = {words(name)[-1]: id for id, name in cast.names.items() if cast.kinds[id] == "person"}
    known |= {surname(person): id for id in cast.names if (person := cast.registry.persons.get(id))}
    for token in parse.tokens:
        if token.text in known and token.index not in mentions.by_token and token.text[0].isupper():
            mentions.add(Mention(token.index, token.index + 1, token.index, (known[token.text],), "name"))
