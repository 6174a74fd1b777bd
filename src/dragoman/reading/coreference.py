"""Definite descriptions and pronouns: which actor *the enclave*, *both countries*, *she*, *its* stand for.

Each looks back, nearest first, and takes the first actor that fits in kind, number and gender. Where none does, it
stands for nobody: a wrong antecedent is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from dragoman.knowledge.actors import Description, descriptions
from dragoman.knowledge.times import time_words
from dragoman.reading.cast import Cast
from dragoman.reading.frames import subjects, willing
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import Mention, Mentions, actors_of

REACH = 4
"""Sentences a pronoun looks back."""

FEW = 2
"""States that *the countries* can stand for where they were named one by one."""

FAR = 12
"""Sentences a definite description looks back."""

PAIRED = frozenset("country state nation side party government neighbour neighbor capital republic".split())  # noqa: SIM905
PAIRED_PEOPLE = frozenset("leader president minister diplomat official politician envoy man woman".split())  # noqa: SIM905
COLLECTIVE = ("state", "de-facto-state", "organisation", "bloc", "government-body", "armed-group")
OF_NO_STATE = ("CVL", "OPP", "REB", "CRM", "REF", "LAB", "EDU")
"""Codes of people who live in a state and do not act for it."""

SECEDING = frozenset(["breakaway", "separatist", "rebel", "secessionist"])
DETERMINERS = frozenset(["the", "this", "that", "these", "those", "its", "their", "both", "two", "our"])

PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THING = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST = frozenset(["we", "us", "our", "ours", "ourselves"])
I_SELF = frozenset(["i", "me", "my", "mine", "myself"])


def resolve_names_of(parse: Parse, cast: Cast, mentions: Mentions) -> None:
    """*The breakaway region of South Ossetia*, *a second enclave Abkhazia*: the noun is what its complement names."""
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.index in mentions.by_token or not _described(token):
            continue
        for child in parse.children(token, "nmod", "appos", "flat", "compound"):
            if child.dep == "nmod:poss" or (child.dep.startswith("nmod") and parse.preposition(child) not in ("of", None)):
                continue
            if child.dep == "compound" and child.index < token.index:
                continue
            named = tuple(
                actor for actor in actors_of(parse, mentions, child) if cast.sort(actor) in ("state", "de-facto-state", "bloc")
            )
            if named:
                if _left_behind(parse, cast, token, named):
                    for state in {mention for each in parse.conjuncts(child) if (mention := mentions.at(each))}:
                        mentions.drop(state)
                else:
                    mentions.add(Mention(token.index, token.index + 1, token.index, named, "description"))
                break


def _left_behind(parse: Parse, cast: Cast, token: Token, named: tuple[str, ...]) -> bool:
    """*Two breakaway regions of Georgia*: the state only says where they lie, it is not what they are."""
    telling = {each.lemma.lower() for each in parse.children(token, "amod", "compound")}
    return bool(telling & SECEDING) and all(cast.sort(actor) == "state" for actor in named)


def resolve(parse: Parse, cast: Cast, mentions: Mentions, take: Callable[[Token], None]) -> None:
    """Descriptions and third-person pronouns, in order of the text; `take` is asked for what a pronoun owns (*its spokesman*)."""
    for token in parse.tokens:
        take(token)
        if token.index in mentions.by_token:
            continue
        found: tuple[str, ...] = ()
        form = "pronoun"
        if token.pos == "PRON" or token.tag == "PRP$":
            found = _pronoun(parse, cast, mentions, token)
        elif token.pos == "NOUN":
            found, form = _description(parse, cast, mentions, token), "description"
        if found:
            first = token.index
            if form == "description":
                first = min(
                    [
                        token.index,
                        *(each.index for each in parse.children(token, "det", "amod", "nummod") if each.index < token.index),
                    ]
                )
            mentions.add(Mention(first, token.index + 1, token.index, found, form), tokens=[token.index])  # type: ignore[arg-type]


def first_person(parse: Parse, mentions: Mentions, inside: tuple[int, int], speaker: str, side: str | None) -> None:
    """*We*, *our*, *I* within the tokens `inside` of a quotation: its speaker, or the side the speaker acts for."""
    for token in parse.tokens[slice(*inside)]:
        word = token.text.lower()
        if word in FIRST or word in I_SELF:
            actor = side if word in FIRST and side is not None else speaker
            mentions.add(Mention(token.index, token.index + 1, token.index, (actor,), "pronoun"))


# ---------------------------------------------------------------- descriptions


def _described(token: Token) -> tuple[Description, ...]:
    return descriptions().get(token.text.lower(), ())


def _description(parse: Parse, cast: Cast, mentions: Mentions, token: Token) -> tuple[str, ...]:
    word = token.text.lower()
    before = {each.lemma.lower() for each in parse.children(token, "det", "nummod", "nmod:poss", "cc:preconj", "det:predet")}
    if before & {"two", "both"} and token.lemma.lower() in PAIRED:
        return _pair(parse, mentions, token, lambda actor: _side(cast, actor))
    if before & {"two", "both"} and token.lemma.lower() in PAIRED_PEOPLE:
        people = _pair(parse, mentions, token, lambda actor: actor if cast.kinds[actor] == "person" else None)
        return people or _pair(parse, mentions, token, lambda actor: _side(cast, actor))
    if not _described(token) or not before & DETERMINERS:
        return ()
    modifiers = {each.lemma.lower() for each in parse.children(token, "amod", "compound")}
    modifiers |= {parse.hyphenated(each) or each.text.lower() for each in parse.children(token, "amod", "compound")}
    owned = [mention for each in parse.children(token, "nmod:poss") if (mention := mentions.at(each))]
    if owned and not modifiers:
        return _own_territory(parse, cast, mentions, token) if owned[0].form == "pronoun" else ()
    for each in _described(token):
        bare = not modifiers and token.lemma.lower() in ("region", "territory", "republic", "province")
        if each.modifiers and not each.modifiers & modifiers and not bare:
            continue
        plural = word == each.plural
        owners = {
            actor
            for child in parse.children(token, "nmod:poss", "amod")
            if (mention := mentions.at(child))
            for actor in mention.actors
        }
        counted = next((number for word in before if (number := _counts().get(word)) is not None), None)
        if plural and (counted or "state" in each.kinds):
            found = _group(parse, cast, mentions, token, each.kinds, counted)
            if found or counted:
                return found
        found = _antecedents(parse, cast, mentions, token, each.kinds, owners, several=plural)
        if plural and "state" in each.kinds and len(found) > FEW:
            return ()
        if found:
            return found
    return ()


@cache
def _counts() -> Mapping[str, int]:
    """*Three* to *twelve*; *two* are a pair."""
    numbers = {word: int(each.value) for word, each in time_words().items() if each.kind == "number"}
    return {word: number for word, number in numbers.items() if 3 <= number <= 12}


def _group(
    parse: Parse, cast: Cast, mentions: Mentions, token: Token, kinds: frozenset[str], counted: int | None
) -> tuple[str, ...]:
    """*The five countries*: the last that were named in one breath, as many as are counted."""
    for mention in _backwards(parse, mentions, token, FAR):
        named = {actor for actor in _coordinated(parse, mentions, mention) if cast.sort(actor) in kinds}
        if len(named) == counted or (counted is None and len(named) > 1):
            return tuple(sorted(named))
    return ()


def _antecedents(
    parse: Parse,
    cast: Cast,
    mentions: Mentions,
    token: Token,
    kinds: frozenset[str],
    owners: set[str],
    *,
    several: bool,
) -> tuple[str, ...]:
    found: list[str] = []
    clause_subjects = {
        actor for each in subjects(parse, _verb_over(parse, token)) if each.index < token.index for actor in _at(mentions, each)
    }
    for mention in _backwards(parse, mentions, token, FAR):
        for actor in mention.actors:
            if mention.form in ("capital", "adjective") and "state" in kinds:
                continue
            if (
                cast.sort(actor) in kinds
                and actor not in owners
                and actor not in found
                and (several or actor not in clause_subjects or "state" not in kinds)
            ):
                found.append(actor)
        if found and not several:
            rivals = {
                other for other in _coordinated(parse, mentions, mention) if cast.sort(other) in kinds and other not in owners
            }
            return tuple(found[:1]) if rivals <= {found[0]} else ()
    return tuple(reversed(found)) if len(found) > 1 else ()


def _coordinated(parse: Parse, mentions: Mentions, mention: Mention) -> set[str]:
    """The actors of the words joined with a mention by *and*: none of them is nearer than the others."""
    head = parse.tokens[mention.head]
    first = parse.head(head) if head.dep == "conj" else head
    return {actor for each in parse.conjuncts(first or head) for actor in _at(mentions, each)}


def _own_territory(parse: Parse, cast: Cast, mentions: Mentions, token: Token) -> tuple[str, ...]:
    """*Its territory*, of which a part is in dispute: the contested polity spoken of most so far."""
    if token.lemma.lower() not in ("territory", "region", "province"):
        return ()
    counts: dict[str, int] = {}
    for mention in _backwards(parse, mentions, token, FAR):
        for actor in mention.actors:
            if cast.sort(actor) == "de-facto-state":
                counts[actor] = counts.get(actor, 0) + 1
    return (max(counts, key=counts.__getitem__),) if counts else ()


def _pair(parse: Parse, mentions: Mentions, token: Token, party: Callable[[str], str | None]) -> tuple[str, ...]:
    """The two parties spoken of last: of one coordination or one sentence, else one after the other."""
    found: list[str] = []
    for mention in _backwards(parse, mentions, token, FAR):
        for actor in mention.actors:
            one = party(actor)
            if one is not None and one not in found:
                found.append(one)
                if len(found) == 2:
                    return tuple(sorted(found))
    return ()


def _side(cast: Cast, actor: str) -> str | None:
    """The collective an actor is or acts for."""
    side = cast.country_of(actor) or actor
    return side if side in cast.names and cast.sort(side) in COLLECTIVE else None


# ---------------------------------------------------------------- pronouns


def _pronoun(parse: Parse, cast: Cast, mentions: Mentions, token: Token) -> tuple[str, ...]:
    word = token.text.lower()
    if word in PERSON:
        barred = _own_subjects(parse, mentions, token)

        def person(actors: tuple[str, ...]) -> bool:
            return (
                len(actors) == 1
                and actors[0] not in barred
                and cast.kinds[actors[0]] == "person"
                and (cast.genders.get(actors[0], PERSON[word]) == PERSON[word])
            )

        told = _parties_to_speech(parse, mentions, token)
        return () if sum(person((actor,)) for actor in told) > 1 else _nearest(parse, mentions, token, person)
    if word in THING and (token.dep != "expl" or ((head := parse.head(token)) is not None and token in willing(parse, head))):

        def thing(actors: tuple[str, ...]) -> bool:
            return len(actors) == 1 and cast.sort(actors[0]) in COLLECTIVE

        if token.dep == "nmod:poss":
            if (found := _judged(parse, mentions, token)) and thing(found):
                return found
            own = [each for each in subjects(parse, _verb_over(parse, token)) if each.index < token.index]
            for each in own:
                if thing(found := _at(mentions, each)) or (found := _as_side(cast, found)):
                    return found
            return _nearest(parse, mentions, token, thing) if not own else ()
        return _subject_before(parse, mentions, token, thing)
    if word in THEY:

        def several(actors: tuple[str, ...]) -> bool:
            return len(actors) > 1 or (len(actors) == 1 and cast.kinds[actors[0]] in ("population", "armed-group", "bloc"))

        found = _nearest(parse, mentions, token, several, coordinated=True)
        alone = len(found) == 1 and cast.kinds[found[0]] == "bloc"
        return () if alone and _plural_between(parse, mentions, token) else found
    return ()


def _judged(parse: Parse, mentions: Mentions, token: Token) -> tuple[str, ...]:
    """Whose what somebody is judged for is: that of *Iran* in *condemned Iran for its role*, *cut ties with Iran over its role*."""
    thing = parse.head(token)
    verb = parse.head(thing) if thing is not None and thing.dep == "obl" and parse.preposition(thing) in ("for", "over") else None
    if verb is None:
        return ()
    others = parse.children(verb, "obj")
    others += [
        each for above in (verb, *others) for each in parse.children(above, "obl", "nmod") if parse.preposition(each) == "with"
    ]
    before = [each for each in others if each.index < token.index]
    return next((found for each in before if (found := _at(mentions, each))), ())


def _parties_to_speech(parse: Parse, mentions: Mentions, token: Token) -> set[str]:
    """Of *Smith told Jones that he would pay*, Smith and Jones: *he* can be either."""
    clause = parse.head(token) if token.dep.startswith("nsubj") else None
    if clause is None or clause.dep != "ccomp":
        return set()
    verb = parse.head(clause)
    return {actor for each in parse.children(verb, "nsubj", "obj", "iobj") for actor in _at(mentions, each)} if verb else set()


def _plural_between(parse: Parse, mentions: Mentions, token: Token) -> bool:
    """Whether a plural that is no actor stands before *they* in its sentence or the one before: *NATO sent ships; they ...*"""
    here = parse.sentence_number(token)
    lowest = parse.sentences[max(here - 1, 0)].first
    return any(
        each.pos == "NOUN" and "Number=Plur" in each.morph and each.index not in mentions.by_token
        for each in parse.tokens[lowest : token.index]
    )


def _own_subjects(parse: Parse, mentions: Mentions, token: Token) -> set[str]:
    """Whom an object pronoun cannot stand for: the subject of its own verb (*she praised her*)."""
    verb = parse.head(token)
    if verb is None or token.dep not in ("obj", "iobj", "obl") or token.text.lower().endswith("self"):
        return set()
    return {actor for each in parse.children(verb, "nsubj") for actor in _at(mentions, each)}


def _as_side(cast: Cast, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The polity that officials act for: *Georgian officials called it the annexation of its territory*; no crowd does."""
    sides = {cast.country_of(actor) for actor in actors if not (cast.codes[actor] or "").endswith(OF_NO_STATE)}
    only = sides.pop() if len(sides) == 1 else None
    return (only,) if only is not None and only in cast.names else ()


def _nearest(
    parse: Parse,
    mentions: Mentions,
    token: Token,
    fits: Callable[[tuple[str, ...]], bool],
    *,
    coordinated: bool = False,
) -> tuple[str, ...]:
    """The nearest antecedent that fits, subjects before others within a sentence."""
    here = parse.sentence_number(token)
    for number in range(here, max(here - REACH, -1), -1):
        sentence = parse.sentences[number]
        before = [each for each in parse.words(sentence) if each.index < token.index]
        heads = [each for each in before if each.dep.startswith("nsubj")]
        for each in [*reversed(heads), *reversed(before)]:
            if each.dep == "nmod:poss" and number == here and not each.text.istitle():
                continue
            found = actors_of(parse, mentions, each) if coordinated and mentions.at(each) else _at(mentions, each)
            if found and fits(found) and _not_adjective(mentions, each):
                return found
    return ()


def _subject_before(parse: Parse, mentions: Mentions, token: Token, fits: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """The subject of the clause above or of the sentence before, if it is an actor that fits; else nobody."""
    for above in parse.ancestors(token):
        for each in subjects(parse, above):
            if each.index < token.index and each.index != token.index and not _same_clause(token, each):
                found = _at(mentions, each)
                return found if found and fits(found) else ()
    here = parse.sentence_number(token)
    if here == 0:
        return ()
    before = parse.sentences[here - 1]
    main = next((each for each in parse.words(before) if each.dep == "root"), None)
    if main is None:
        return ()
    for each in subjects(parse, main):
        found = _at(mentions, each)
        return found if found and fits(found) else ()
    return ()


def _same_clause(one: Token, other: Token) -> bool:
    return one.head == other.head and one.dep.startswith("nsubj")


def _verb_over(parse: Parse, token: Token) -> Token:
    for above in parse.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            return above
    return token


def _at(mentions: Mentions, token: Token) -> tuple[str, ...]:
    mention = mentions.at(token)
    return mention.actors if mention else ()


def _not_adjective(mentions: Mentions, token: Token) -> bool:
    mention = mentions.at(token)
    return mention is not None and mention.form != "adjective"


def _backwards(parse: Parse, mentions: Mentions, token: Token, reach: int) -> Iterator[Mention]:
    """Mentions before `token`, nearest first, as far as `reach` sentences."""
    lowest = parse.sentences[max(parse.sentence_number(token) - reach, 0)].first
    seen: Mention | None = None
    for index in range(token.index - 1, lowest - 1, -1):
        mention = mentions.by_token.get(index)
        if mention is not None and mention is not seen:
            seen = mention
            yield mention
