"""People and organs known by what they are: *Russian troops*, *officials in Tbilisi*, *the Georgian president*, *its spokesman*."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.knowledge.actors import Office, Population, offices, populations, words
from dragoman.reading import titles
from dragoman.reading.cast import Cast
from dragoman.reading.frames import subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import Mention, Mentions, actors_of
from dragoman.record import ActorKind

SIDES = frozenset(["pro", "anti"])
PAIR = frozenset(["two", "both", "three", "four"])
LOCAL = frozenset(["CVL", "OPP", "REF", "LAB", "EDU", "MED", "CRM", "REB"])
"""People without an owner who are of the state in which the clause places them: civilians, crowds, prisoners; no soldiers."""

PLACING = ("in", "at", "near", "outside", "inside", "across", "around", "throughout", "on")


@dataclass(frozen=True)
class Scene:
    """What the search stands on. `when` gives the EDTF dates on which what is told around a word may have happened, `where` the
    state a place lies in (*students from Calgary*), None where that is contested."""

    parse: Parse
    cast: Cast
    mentions: Mentions
    when: Callable[[Token], Iterable[str]]
    where: Callable[[Token], str | None]


def find(scene: Scene) -> None:
    """Takes the people and organs of a document into its cast and mentions, but those that a pronoun owns (*its spokesman*)."""
    for token in scene.parse.tokens:
        if not _owned_by_pronoun(scene, token):
            take(scene, token)


def take(scene: Scene, token: Token) -> None:
    """Takes the people or the organ that a noun names, if it is free and names one."""
    parse = scene.parse
    if token.pos not in ("NOUN", "PROPN") or token.index in scene.mentions.by_token or _modifies(parse, token):
        return
    population, office = populations().get(token.text.lower()), office_at(parse, token)
    if population is not None:
        _people(scene, token, population)
    elif office is not None:
        _official(scene, token, *office)


def _modifies(parse: Parse, token: Token) -> bool:
    """*Government* in *government forces*: the noun after it is the one that acts."""
    head = parse.head(token)
    return token.dep in ("compound", "flat") and head is not None and head.pos in ("NOUN", "PROPN") and head.index > token.index


def _owned_by_pronoun(scene: Scene, token: Token) -> bool:
    return any(
        each.tag == "PRP$" and each.index not in scene.mentions.by_token for each in scene.parse.children(token, "nmod:poss")
    )


# ---------------------------------------------------------------- troops, parliaments, residents


def _people(scene: Scene, token: Token, population: Population) -> None:
    parse = scene.parse
    owners, inside = _owners(scene, token)
    noun = token.text.lower()
    if not owners and population.kind != "body" and population.code in LOCAL and (land := _land(scene, token)) is not None:
        _add_local(scene, token, land, population)
        return
    if not owners and (_mass(parse, token, population) or (population.kind == "body" and population.code == "GOV")):
        return
    if population.kind == "body":
        kind, plain = "government-body", noun
    else:
        kind, plain = "armed-group" if population.code in ("REB", "UAF") else "population", population.plural or noun
    _add(scene, token, token.index + 1, owners, inside, kind, population.code, plain)  # type: ignore[arg-type]


def _land(scene: Scene, token: Token) -> str | None:
    """The state in which the clause of people without an owner takes place (*killed eight people in Karachi*)."""
    parse = scene.parse
    if _mass_noun(parse, token):
        return None
    found: list[str] = []
    at = token
    for above in parse.ancestors(token):
        if above.pos == "VERB":
            for each in parse.children(above, "obl"):
                if parse.preposition(each) in PLACING:
                    found += [state for below in parse.subtree(each) if (state := scene.where(below)) is not None][:1]
            found = found or _police_of(scene, above)
            break
        if at.dep.partition(":")[0] not in ("nmod", "conj", "appos"):
            break
        at = above
    return found[0] if len(set(found)) == 1 else None


def _police_of(scene: Scene, verb: Token) -> list[str]:
    """The state whose police do it: they act at home (*Egyptian police dispersed demonstrators*)."""
    cast = scene.cast
    doers = [actor for each in subjects(scene.parse, verb) if (mention := scene.mentions.at(each)) for actor in mention.actors]
    return [state for actor in doers if (cast.codes[actor] or "").endswith("COP") and (state := cast.countries[actor]) is not None]


def _mass_noun(parse: Parse, token: Token) -> bool:
    return "Number=Sing" in token.morph and not parse.children(token, "det", "nummod", "amod", "compound")


def _add_local(scene: Scene, token: Token, land: str, population: Population) -> None:
    cast = scene.cast
    state = cast.registered(land)
    prefix = cast.codes.get(state) or ""
    noun = population.plural or token.text.lower()
    kind: ActorKind = "armed-group" if population.code == "REB" else "population"
    actor = cast.newcomer(f"{noun} in {cast.names[state]}", kind, code=f"{prefix}{population.code}", country=state)
    first, _ = _named(scene.parse, token, noun)
    scene.mentions.add(
        Mention(first, token.index + 1, token.index, (actor,), "population"), tokens=range(token.index, token.index + 1)
    )


def _mass(parse: Parse, token: Token, population: Population) -> bool:
    """*The use of force*: a bare singular that does nothing names nobody."""
    return (
        population.kind != "body"
        and "Number=Sing" in token.morph
        and not token.dep.startswith("nsubj")
        and not parse.children(token, "det", "nummod", "amod", "compound", "nmod:poss")
    )


def _add(
    scene: Scene, token: Token, last: int, owners: tuple[str, ...], inside: list[int], kind: ActorKind, code: str, plain: str
) -> None:
    actors = tuple(_member(scene.cast, owner, kind, code, plain) for owner in owners)
    first = min([token.index, *inside])
    if not actors:
        first, name = _named(scene.parse, token, plain)
        actors = (scene.cast.newcomer(name, kind, code=code),)
    last = max([last, *(each + 1 for each in inside)])
    scene.mentions.add(Mention(first, last, token.index, actors, "population"), tokens=range(token.index, token.index + 1))


def _member(cast: Cast, owner: str, kind: ActorKind, code: str, noun: str) -> str:
    country = cast.country_of(owner) or owner
    entry = cast.registry.entries.get(country)
    prefix = cast.codes.get(country) or (entry.code_on(cast.published) if entry else None) or ""
    return cast.newcomer(
        f"{cast.registry.adjectives.get(owner, cast.names[owner])} {noun}",
        kind,
        code=f"{prefix}{code}" if prefix else None,
        country=country,
    )


def _named(parse: Parse, token: Token, plain: str) -> tuple[int, str]:
    """The first token and the name of people without an owner, with what tells them from others: *pro-Russian separatists*."""
    telling = [each for each in parse.children(token, "amod", "compound") if each.index < token.index and _tells(parse, each)]
    if not telling:
        return token.index, plain
    first = min(index for each in telling for index in (each.index, *(below.index for below in parse.children(each))))
    before = parse.text[parse.tokens[first].start : token.start]
    if parse.tokens[first].text.lower() in SIDES:
        before = before[0].lower() + before[1:]
    return first, f"{' '.join(before.split())} {plain}"


def _tells(parse: Parse, word: Token) -> bool:
    """*Kurdish*, *pro-Russian*, *Saudi-backed*; not the capital that opens a sentence."""
    if any(each.text in ("-", "–") for each in parse.tokens[max(word.index - 1, 0) : word.index]):
        return True
    return word.text[0].isupper() and (word.lemma[0].isupper() or parse.sentence(word).first != word.index)


# ---------------------------------------------------------------- presidents, spokesmen, officials


def office_at(parse: Parse, token: Token) -> tuple[Office, int, int] | None:
    """The office a noun heads (*foreign minister*, *secretary of state*), with its first and its last token (exclusive)."""
    after = parse.tokens[token.index + 1 : token.index + 1 + titles.LONGEST]
    if after and after[0].text.lower() in ("of", "for"):
        for size in range(len(after), 1, -1):
            if found := titles.office_of((token, *after[:size])):
                return found, token.index, token.index + 1 + size
    end = token.index + 1
    left = parse.tokens[max(end - titles.LONGEST, 0) : end]
    size = titles.length(left)
    title = titles.office_of(left[-size:]) if size else None
    return (title, end - size, end) if title else None


def _official(scene: Scene, token: Token, office: Office, first: int, last: int) -> None:
    parse, cast = scene.parse, scene.cast
    singular = token.text.lower() != office.plural.split(" ")[0 if last > token.index + 1 else -1]
    away = office.title == "counterpart"
    owners, inside = _owners(scene, token, MODIFYING if away else OWNING, past=last)
    if not singular:
        if owners or not any(each.lemma.lower() in PAIR for each in parse.children(token, "nummod", "det", "cc:preconj")):
            _add(scene, token, last, owners, inside, "population", office.code, office.plural)
        return
    span = parse.tokens[first].start, parse.tokens[last - 1].end
    if named := _beside(scene, token):
        cast.role(named, office.title, owners[0] if owners else None, span)
        scene.mentions.add(Mention(token.index, last, token.index, (named,), "title"))
        return
    holder = _counterpart(scene, token) if away else _bearer(scene, token, office, owners)
    if holder is None and not titles_past(parse, token):
        holder = _incumbent(scene, token, office.title, owners)
        if holder is not None and owners:
            cast.role(cast.registered(holder), office.title, owners[0], span)
    if holder is not None:
        scene.mentions.add(Mention(min([first, *inside]), last, token.index, (holder,), "title"))
    elif owners:
        _add(scene, token, last, owners, inside, "person", office.code, office.title)


def _beside(scene: Scene, token: Token) -> str | None:
    """The person named in apposition: *the leader of South Ossetia, Leonid Tibilov*, to whichever word the name was tied."""
    parse, mentions = scene.parse, scene.mentions
    for child in parse.children(token, "appos", "flat", "nmod:desc", "conj"):
        mention = mentions.at(child)
        if mention and scene.cast.kinds[mention.actors[0]] == "person" and not parse.children(child, "cc"):
            return mention.actors[0]
    for owner in parse.children(token, "nmod"):
        for child in parse.children(owner, "appos"):
            mention = mentions.at(child)
            if mention and mention.form == "name" and scene.cast.kinds[mention.actors[0]] == "person":
                return mention.actors[0]
    return None


def titles_past(parse: Parse, token: Token) -> bool:
    """*The former president*, *a president*: nobody in office, or nobody in particular."""
    before = parse.tokens[max(token.index - 4, 0) : token.index]
    own = parse.children(token, "det", "amod", "advmod", "compound", "nummod")
    return any(each.text.lower() in titles.FORMER for each in before) or any(
        each.lemma.lower() in ("a", "an", "any", "no", "next", "future") for each in own
    )


def _bearer(scene: Scene, token: Token, office: Office, owners: tuple[str, ...]) -> str | None:
    """The person of the document who bears the title of one of `owners`, or who alone bears it."""
    cast = scene.cast
    bearers = [
        (id, role.of)
        for id, roles in cast.roles.items()
        if cast.kinds[id] == "person"
        for role in roles
        if _same_title(office, role.title)
    ]
    for id, of in bearers:
        if owners and (of in owners or cast.countries.get(id) in owners):
            return id
    if owners:
        held = (id for owner in owners for id, _ in cast.registry.holders.get((office.title, owner), ()) if id in cast.names)
        return next(held, None)
    if titles_past(scene.parse, token):
        return None
    alone = {id for id, _ in bearers} or _in_office_before(scene, token, office.title)
    return alone.pop() if len(alone) == 1 else None


def _same_title(office: Office, title: str) -> bool:
    """*The minister* after *foreign minister*; not *the president* after *vice president*."""
    parts, wanted = words(title.lower()), words(office.title)
    whole = offices().get(parts)
    if whole is not None:
        return whole.title == office.title or (whole.rank == office.rank and wanted == parts[-len(wanted) :])
    return wanted == parts[-len(wanted) :]


def _in_office_before(scene: Scene, token: Token, title: str) -> set[str]:
    """The persons named before a bare title who bore it, by the registry, on all the dates of what is told."""
    cast, dates = scene.cast, list(scene.when(token))
    named = {
        actor
        for mention in scene.mentions.all
        if mention.form == "name" and mention.first < token.index
        for actor in mention.actors
        if actor in cast.registry.persons
    }
    return {
        id
        for id in named
        if dates
        and all(any(term.office == title and term.covers(date) for term in cast.registry.persons[id].terms) for date in dates)
    }


def _incumbent(scene: Scene, token: Token, title: str, owners: tuple[str, ...]) -> str | None:
    """The one person of the registry who bore the title of the one owner on all the dates."""
    if len(owners) != 1:
        return None
    cast = scene.cast
    of = (cast.country_of(owners[0]) or owners[0]) if cast.kinds[owners[0]] == "person" else owners[0]
    held = {cast.registry.incumbents(title, of, date) for date in scene.when(token)}
    only = held.pop() if len(held) == 1 else frozenset()
    return next(iter(only)) if len(only) == 1 else None


def _counterpart(scene: Scene, token: Token) -> str | None:
    """*His Turkish counterpart*: who holds in Turkey the office that *he* holds here."""
    parse, mentions, registry = scene.parse, scene.mentions, scene.cast.registry
    here = [actor for each in parse.children(token, "nmod:poss") if (found := mentions.at(each)) for actor in found.actors]
    there = [actor for each in parse.children(token, "amod", "compound") if (found := mentions.at(each)) for actor in found.actors]
    if len(here) != 1 or len(there) != 1 or here[0] not in registry.persons:
        return None
    dates = list(scene.when(token))
    held = {
        registry.incumbents(term.office, there[0], date)
        for date in dates
        for term in registry.persons[here[0]].terms
        if term.covers(date)
    } - {frozenset()}
    only = held.pop() if len(held) == 1 else frozenset()
    if len(only) != 1:
        return None
    return scene.cast.registered(next(iter(only)))


# ---------------------------------------------------------------- whose they are


MODIFYING = (("amod", "compound", "nmod:unmarked"),)
"""*His **Turkish** counterpart* is not *his*."""
OWNING = (("nmod:poss",), *MODIFYING)
"""Where it stands whose people are, the first that says it first."""


def _owners(
    scene: Scene, token: Token, order: tuple[tuple[str, ...], ...] = OWNING, *, past: int = 0
) -> tuple[tuple[str, ...], list[int]]:
    """Whose people they are, and the tokens that say so; complements before the token `past` belong to the title."""
    parse, mentions = scene.parse, scene.mentions
    for deps in order:
        found: list[str] = []
        inside: list[int] = []
        for child in parse.children(token, *deps):
            below = (
                parse.children(child, "amod", "compound", "nmod:poss") if child.pos == "NOUN" and child.index < token.index else []
            )
            for each in (*parse.conjuncts(child), *below):
                if (mention := mentions.at(each)) and not _side_taken(parse, mention):
                    found += mention.actors
                    inside += range(mention.first, mention.last)
        if found:
            return tuple(dict.fromkeys(found)), inside
    first = parse.head(token)
    if token.dep == "conj" and first is not None and not parse.children(token, "det", "amod", "compound", "nmod", "nummod"):
        return _owners(scene, first)[0], []  # Israeli helicopters and tanks
    for child in parse.children(token, "nmod"):
        if child.index >= past and parse.preposition(child) in ("of", "in", "from", "for", "at"):
            complement = actors_of(parse, mentions, child)
            if complement:
                return complement, [each.index for each in parse.subtree(child)]
            if state := next(filter(None, map(scene.where, [child, *parse.children(child, "compound")])), None):
                return (scene.cast.registered(state),), [each.index for each in parse.subtree(child)]
    return (), []


def _side_taken(parse: Parse, mention: Mention) -> bool:
    """*Pro-Russian* rebels, *Russian-backed* ones: whom they side with, not whose they are."""
    before = parse.tokens[max(mention.first - 2, 0) : mention.first]
    after = parse.tokens[mention.last : mention.last + 1]
    return (len(before) == 2 and before[1].text == "-" and before[0].text.lower() in SIDES) or any(
        each.text == "-" for each in after
    )
