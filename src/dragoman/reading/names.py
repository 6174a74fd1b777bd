"""Mentions by name: the registry's names, the model's names, and persons with the titles they bear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.knowledge.actors import Named, Office, Person, offices, populations, surname, words
from dragoman.knowledge.places import prominent
from dragoman.reading.cast import Cast
from dragoman.reading.graph import Entity, Parse, Token
from dragoman.reading.mentions import Mention, Mentions, actors_of, head_of
from dragoman.record import ActorKind, Span

FORMER = frozenset(["former", "ex", "then", "late", "past", "previous", "first", "next", "future", "would-be"])
SIDES = frozenset(["pro", "anti"])
TITLE_WORDS = 6
BETWEEN_TITLE_AND_OWNER = 3
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "by",
        "with",
        "to",
        "from",
        "for",
        "in",
        "on",
        "at",
        "as",
        "that",
        "said",
        "told",
        "who",
        "which",
        "whom",
        "but",
    ]
)
_QUALIFIERS = frozenset(
    ["former", "then", "ex", "new", "outgoing", "acting", "incoming", "late", "current", "veteran", "longtime", "deputy"]
)


def find(parse: Parse, cast: Cast) -> Mentions:
    """The mentions by name in a parse; the actors they name enter `cast`."""
    mentions = Mentions()
    covered = {index: name for name in parse.entities for index in range(name.first, name.last)}
    for first, last, named in _registered(parse, cast):
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
            mentions.add(Mention(first, last, head_of(parse, first, last).index, (actor,), form))  # type: ignore[arg-type]
    _titled(parse, cast, mentions)
    for entity in parse.entities:
        _entity(parse, cast, mentions, entity)
    _surnames(parse, cast, mentions)
    for mention in mentions.in_order():
        if cast.kinds[mention.actors[0]] == "person":
            _title_before(parse, cast, mentions, mention)
            _title_after(parse, cast, mentions, mention)
    return mentions


def _people(cast: Cast, polity: str, word: str) -> str:
    """*Serbs*, *Georgians*: people of a polity, not the polity itself."""
    code = cast.codes[polity]
    return cast.newcomer(word, "population", code=f"{code}CVL" if code else None, country=cast.country_of(polity) or polity)


def _as_place(parse: Parse, first: int, last: int) -> bool:
    """Whether a capital is where something happens (*in Moscow*), not the government that sits there."""
    return parse.preposition(head_of(parse, first, last)) in ("in", "at", "near", "outside", "around", "inside")


def _registered(parse: Parse, cast: Cast) -> Iterator[tuple[int, int, Named | str]]:
    for sentence in parse.sentences:
        tokens = parse.words(sentence)
        start, end = tokens[0].start, tokens[-1].end
        for left, right, named in cast.registry.find_names(parse.text[start:end]):
            found = parse.at((start + left, start + right))
            if found:
                yield found[0].index, found[-1].index + 1, named


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
        while last - first > 1 and _organ(parse.tokens[first]):
            first += 1
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
        or any(_organ(token) for token in tokens)
        or (entity.label == "PER" and len(tokens) == 1 and tokens[0].pos not in ("PROPN", "NOUN"))
    ):
        return
    name = parse.text[tokens[0].start : tokens[-1].end]
    if (entity.label == "ORG" and len(name) < 3) or (len(tokens) == 1 and prominent(name) and name not in cast.registry.surnames):
        return
    actor = _person(cast, name) if entity.label == "PER" else _organisation(cast, name)
    if actor is not None:
        mentions.add(Mention(first, last, head_of(parse, first, last).index, (actor,), "name"))


def _titled(parse: Parse, cast: Cast, mentions: Mentions) -> None:
    """*Secretary-General Jens Stoltenberg*: the capitalised words after a title are a person's name."""
    for tokens in _blocks(parse):
        for at in range(len(tokens) - 1):
            if tokens[at].index in mentions.by_token or not _title_length(tokens[: at + 1]):
                continue
            last = at + 1
            while last < len(tokens) and _name_part(tokens, last) and tokens[last].index not in mentions.by_token:
                last += 1
            if last < len(tokens) and last > at + 1 and tokens[last].index in mentions.by_token and tokens[last].dep == "flat":
                continue
            while last > at + 1 and not tokens[last - 1].text[0].isupper():
                last -= 1
            name = tokens[at + 1 : last]
            if not name or len(name) > 5 or _title_length(tokens[: at + 2]) > 0 or _organ(name[0]):
                continue
            if len(name) == 1 and (name[0].pos != "PROPN" or _common(name[0])):
                continue
            actor = _person(cast, parse.text[name[0].start : name[-1].end])
            if actor is not None:
                first, end = name[0].index, name[-1].index + 1
                mentions.add(Mention(first, end, head_of(parse, first, end).index, (actor,), "name"))


def _blocks(parse: Parse) -> Iterator[tuple[Token, ...]]:
    """The tokens of each block."""
    first = 0
    for this, after in zip(parse.sentences, (*parse.sentences[1:], None), strict=True):
        if after is None or after.block != this.block:
            yield parse.tokens[first : this.last]
            first = this.last


def _name_part(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.text in ("-", "’", "'") and token.start == tokens[at - 1].end:
        return at + 1 < len(tokens) and tokens[at + 1].start == token.end
    if token.text.lower() in (
        "al",
        "bin",
        "ibn",
        "de",
        "van",
        "von",
        "der",
        "da",
        "el",
        "ul",
        "abu",
        "di",
        "la",
        "ben",
        "ter",
    ):
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


# ---------------------------------------------------------------- titles


def _title_before(parse: Parse, cast: Cast, mentions: Mentions, mention: Mention) -> None:
    """*Russian President* Vladimir Putin; *European Union foreign policy chief* Federica Mogherini."""
    opening = _block_start(parse, mention.first)
    left = parse.tokens[opening : mention.first]
    size = _title_length(left)
    if not size:
        return
    start = mention.first - size
    owner_end, extra = start, 0
    while extra <= BETWEEN_TITLE_AND_OWNER and owner_end > opening:
        before = parse.tokens[owner_end - 1]
        if before.index in mentions.by_token:
            break
        if before.text in ("'s", "’s", "'", "’"):
            owner_end -= 1
            continue
        if not before.text.isalpha() or before.text.lower() in _SMALL or not before.text.islower():
            owner_end = start
            break
        owner_end -= 1
        extra += 1
    else:
        owner_end = start
    owner = mentions.by_token.get(owner_end - 1) if owner_end > opening else None
    if owner is not None and cast.kinds[owner.actors[0]] == "person":
        owner, owner_end = None, start
    words_between = [token for token in parse.tokens[owner_end:start] if token.text.isalpha() and len(token.text) > 1]
    title_start = next((token.index for token in words_between if token.text.lower() not in _QUALIFIERS), start)
    if owner is None:
        title_start = start
    span = parse.tokens[title_start].start, parse.tokens[mention.first - 1].end
    of = owner.actors[0] if owner else None
    title = parse.text[span[0] : span[1]]
    former = any(token.text.lower() in ("former", "ex", "then") for token in parse.tokens[owner_end:start]) or (
        start > opening and parse.tokens[start - 1].text.lower() in ("former", "ex", "late")
    )
    if not former:
        cast.role(mention.actors[0], title, of, span)
    for index in range(title_start, mention.first):
        mentions.by_token.setdefault(index, mention)


def _block_start(parse: Parse, index: int) -> int:
    """The first token of the block; a title and its name may have been parted by a wrong end of sentence."""
    number = parse.sentence_number(parse.tokens[index])
    block = parse.sentences[number].block
    while number > 0 and parse.sentences[number - 1].block == block and parse.sentences[number].first > index - 40:
        number -= 1
    return parse.sentences[number].first


def _title_length(left: tuple[Token, ...]) -> int:
    """How many tokens at the end of `left` are a title; `Secretary-General` is three of them."""
    for size in range(min(TITLE_WORDS, len(left)), 0, -1):
        piece = left[-size:]
        if piece[0].text.isalpha() and words(" ".join(token.text for token in piece).lower()) in offices():
            return size
    return 0


def _title_after(parse: Parse, cast: Cast, mentions: Mentions, mention: Mention) -> None:
    """Jen Psaki, *of the US State Department*,; Jens Stoltenberg, *the secretary-general of NATO*,."""
    sentence = parse.sentence(parse.tokens[mention.first])
    rest = parse.tokens[mention.last : min(mention.last + 16, sentence.last)]
    if len(rest) < 3 or rest[0].text not in (",", "("):
        return
    stop = next(
        (at for at, token in enumerate(rest[1:], start=1) if token.text in (",", ")", ".", ";", ":", "-", "--", "—")),
        None,
    )
    phrase = rest[1 : stop if stop is not None else len(rest)]
    if not phrase or any(token.pos in ("VERB", "AUX") and token.tag not in ("VBN", "VBG") for token in phrase):
        return
    owners = [owner for token in phrase if (owner := mentions.at(token)) and cast.kinds[owner.actors[0]] != "person"]
    at, size = _title_within(phrase)
    opens = phrase[0].text.lower()
    if size and (at <= 4):
        title = parse.text[phrase[at].start : phrase[at + size - 1].end]
        span = phrase[at].start, phrase[at + size - 1].end
    elif opens in ("of", "from") and owners:
        title, span = parse.text[phrase[0].start : phrase[-1].end], (phrase[0].start, phrase[-1].end)
    elif owners and (trade := _trade(parse, phrase, owners[0])):
        title, span = parse.text[slice(*trade)], trade
    else:
        return
    cast.role(mention.actors[0], title, owners[0].actors[0] if owners else None, span)
    if size:
        head = head_of(parse, phrase[at].index, phrase[at].index + size)
        for index in {head.index, *range(phrase[at].index, phrase[at].index + size)}:
            mentions.by_token.setdefault(index, mention)


def _trade(parse: Parse, phrase: tuple[Token, ...], owner: Mention) -> Span | None:
    """The characters of what somebody is besides an office: *Algeria's leading rights **activist***, *a Georgian **lawyer***."""
    noun = parse.head(parse.tokens[owner.head])
    if noun is None or noun not in phrase or noun.pos != "NOUN" or noun.index < owner.last:
        return None
    before = [each for each in parse.children(noun, "compound", "amod") if owner.last <= each.index < noun.index]
    return min([noun.start, *(each.start for each in before)]), noun.end


def _title_within(phrase: tuple[Token, ...]) -> tuple[int, int]:
    for at in range(len(phrase)):
        for size in range(min(TITLE_WORDS, len(phrase) - at), 0, -1):
            piece = phrase[at : at + size]
            if words(" ".join(token.text for token in piece).lower()) in offices():
                return at, size
    return 0, 0


# ---------------------------------------------------------------- people and organs by what they are


def find_populations(
    parse: Parse, cast: Cast, mentions: Mentions, when: Callable[[Token], Iterable[str]], where: Callable[[Token], str | None]
) -> None:
    """*Russian troops*, *officials in Tbilisi*, *the Georgian president*: actors of a polity, known by their role.

    Who *the Georgian president* is, the document says first, then the registry for the dates (EDTF) that `when` gives for
    the word; where it knows no one, or several, the actor stays nameless. `where` gives the state that a place lies in
    (*students from Calgary*), None where that is contested.
    """
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.index in mentions.by_token:
            continue
        noun = token.text.lower()
        population, office = populations().get(noun), _office_headed(parse, token)
        if population is None and office is None:
            continue
        if (
            token.dep in ("compound", "flat")
            and (head := parse.head(token))
            and head.pos in ("NOUN", "PROPN")
            and head.index > token.index
        ):
            continue
        owners, inside = _owners(parse, cast, mentions, token, where)
        span_tokens = sorted({token.index, *inside})
        last = token.index + 1
        if population is not None:
            kind: ActorKind = (
                "government-body"
                if population.kind == "body"
                else ("armed-group" if population.code in ("REB", "UAF") else "population")
            )
            code, plain = population.code, (population.plural or noun if population.kind != "body" else noun)
        else:
            assert office is not None
            singular = noun != office.plural
            if singular and (holder := _beside(parse, cast, mentions, token)):
                cast.role(holder, office.title, owners[0] if owners else None, (token.start, token.end))
                mentions.add(Mention(token.index, token.index + 1, token.index, (holder,), "title"))
                continue
            holder = _holder(cast, office.title, owners) if singular else None
            if singular and holder is None and not _past(parse, token):
                holder = _in_office(cast, office.title, owners, when(token))
                if holder is not None:
                    cast.role(cast.registered(holder), office.title, owners[0], (token.start, token.end))
            if holder is not None:
                mentions.add(Mention(span_tokens[0], last, token.index, (holder,), "title"))
                continue
            kind, code, plain = ("person" if singular else "population"), office.code, noun
            plain = office.title if singular else office.plural
        if not owners and kind in ("government-body", "person") and (population is None or population.code == "GOV"):
            continue
        actors = tuple(_member(cast, owner, kind, code, plain) for owner in owners) or (_member(cast, None, kind, code, plain),)
        mentions.add(
            Mention(span_tokens[0], max(last, span_tokens[-1] + 1), token.index, actors, "population"), tokens=[token.index]
        )


def _member(cast: Cast, owner: str | None, kind: ActorKind, code: str, noun: str) -> str:
    if owner is None:
        return cast.newcomer(noun, kind, code=code)
    country = cast.country_of(owner) or owner
    entry = cast.registry.entries.get(country)
    prefix = cast.codes.get(country) or (entry.code_on(cast.published) if entry else None) or ""
    return cast.newcomer(
        f"{cast.registry.adjectives.get(owner, cast.names[owner])} {noun}",
        kind,
        code=f"{prefix}{code}" if prefix else None,
        country=country,
    )


def _owners(
    parse: Parse, cast: Cast, mentions: Mentions, token: Token, where: Callable[[Token], str | None]
) -> tuple[tuple[str, ...], list[int]]:
    """Whose people they are, and the tokens that say so."""
    for deps in (("nmod:poss",), ("amod", "compound", "nmod:unmarked")):
        found: list[str] = []
        inside: list[int] = []
        for child in parse.children(token, *deps):
            for each in parse.conjuncts(child):
                if (mention := mentions.at(each)) and not _side_taken(parse, mention):
                    found += mention.actors
                    inside += range(mention.first, mention.last)
        if found:
            return tuple(dict.fromkeys(found)), inside
    for child in parse.children(token, "nmod"):
        if parse.preposition(child) in ("of", "in", "from", "for", "at"):
            complement = actors_of(parse, mentions, child)
            if complement:
                return complement, [each.index for each in parse.subtree(child)]
            if state := next(filter(None, map(where, [child, *parse.children(child, "compound")])), None):
                return (cast.registered(state),), [each.index for each in parse.subtree(child)]
    return (), []


def _side_taken(parse: Parse, mention: Mention) -> bool:
    """*Pro-Russian* rebels, *Russian-backed* ones: whom they side with, not whose they are."""
    before = parse.tokens[max(mention.first - 2, 0) : mention.first]
    after = parse.tokens[mention.last : mention.last + 1]
    return (len(before) == 2 and before[1].text == "-" and before[0].text.lower() in SIDES) or any(
        each.text == "-" for each in after
    )


def _office_headed(parse: Parse, token: Token) -> Office | None:
    """The office a noun names together with the words before it (*foreign minister*)."""
    for size in range(min(TITLE_WORDS, token.index + 1), 0, -1):
        piece = parse.tokens[token.index + 1 - size : token.index + 1]
        if found := offices().get(words(" ".join(each.text for each in piece).lower())):
            return found
    return None


def _beside(parse: Parse, cast: Cast, mentions: Mentions, token: Token) -> str | None:
    """The person named in apposition: *the leader of South Ossetia, Leonid Tibilov*."""
    for child in parse.children(token, "appos", "flat", "nmod:desc", "conj"):
        mention = mentions.at(child)
        if mention and cast.kinds[mention.actors[0]] == "person" and not parse.children(child, "cc"):
            return mention.actors[0]
    return None


def _in_office(cast: Cast, title: str, owners: tuple[str, ...], dates: Iterable[str]) -> str | None:
    """The one person of the registry who bore `title` of the one owner on all the dates."""
    if len(owners) != 1:
        return None
    held = {cast.registry.holder(title, owners[0], date) for date in dates}
    return held.pop() if len(held) == 1 else None


def _past(parse: Parse, token: Token) -> bool:
    """*The former president*, *a president*: nobody in office, or nobody in particular."""
    before = parse.tokens[max(token.index - 4, 0) : token.index]
    own = parse.children(token, "det", "amod", "advmod", "compound", "nummod")
    return any(each.text.lower() in FORMER for each in before) or any(
        each.lemma.lower() in ("a", "any", "no", "next", "future") for each in own
    )


def _holder(cast: Cast, title: str, owners: tuple[str, ...]) -> str | None:
    """The person of the document who bears `title` of one of `owners`, or who alone bears it."""
    bearers = [
        (id, role.of)
        for id, roles in cast.roles.items()
        if cast.kinds[id] == "person"
        for role in roles
        if title in role.title.lower()
    ]
    for id, of in bearers:
        if owners and (of in owners or cast.countries.get(id) in owners):
            return id
    if owners:
        held = (id for owner in owners for id, _ in cast.registry.holders.get((title, owner), ()) if id in cast.names)
        return next(held, None)
    alone = {id for id, _ in bearers}
    return alone.pop() if len(alone) == 1 else None
