"""Definite descriptions and pronouns: which actor *the enclave*, *both countries*, *she*, *its* stand for.

Each looks back, nearest first, and takes the first actor that fits in kind, number and gender. Where none does, it
stands for nobody: a wrong antecedent is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.knowledge.actors import Description, descriptions
from dragoman.reading.cast import Cast
from dragoman.reading.frames import subjects
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import Mention, Mentions, actors_of

REACH = 4
"""Sentences a pronoun looks back."""

FAR = 12
"""Sentences a definite description looks back."""

PAIRED = frozenset(
    [
        "country",
        "state",
        "nation",
        "side",
        "party",
        "government",
        "neighbour",
        "neighbor",
        "capital",
        "republic",
        "leader",
        "president",
    ]
)
COLLECTIVE = ("state", "de-facto-state", "organisation", "bloc", "government-body", "armed-group")
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
                mentions.add(Mention(token.index, token.index + 1, token.index, named, "description"))
                break


def resolve(parse: Parse, cast: Cast, mentions: Mentions) -> None:
    """Descriptions and third-person pronouns, in order of the text."""
    for token in parse.tokens:
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
    if token.lemma.lower() in PAIRED and before & {"two", "both"}:
        return _pair(parse, cast, mentions, token)
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
        found = _antecedents(parse, cast, mentions, token, each.kinds, owners, several=plural)
        if found:
            return found
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
            return tuple(found[:1])
    return tuple(reversed(found)) if len(found) > 1 else ()


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


def _pair(parse: Parse, cast: Cast, mentions: Mentions, token: Token) -> tuple[str, ...]:
    """The two sides spoken of last: of one coordination or one sentence, else one after the other."""
    found: list[str] = []
    for mention in _backwards(parse, mentions, token, FAR):
        for actor in mention.actors:
            side = cast.country_of(actor) or actor
            if side in cast.names and cast.sort(side) in COLLECTIVE and side not in found:
                found.append(side)
                if len(found) == 2:
                    return tuple(sorted(found))
    return ()


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

        return _nearest(parse, mentions, token, person)
    if word in THING and token.dep != "expl":

        def thing(actors: tuple[str, ...]) -> bool:
            return len(actors) == 1 and cast.sort(actors[0]) in COLLECTIVE

        if token.dep == "nmod:poss":
            own = [each for each in subjects(parse, _verb_over(parse, token)) if each.index < token.index]
            for each in own:
                if thing(found := _at(mentions, each)) or (found := _as_side(cast, found)):
                    return found
            return _nearest(parse, mentions, token, thing) if not own else ()
        return _subject_before(parse, mentions, token, thing)
    if word in THEY:

        def several(actors: tuple[str, ...]) -> bool:
            return len(actors) > 1 or (len(actors) == 1 and cast.kinds[actors[0]] in ("population", "armed-group", "bloc"))

        return _nearest(parse, mentions, token, several, coordinated=True)
    return ()


def _own_subjects(parse: Parse, mentions: Mentions, token: Token) -> set[str]:
    """Whom an object pronoun cannot stand for: the subject of its own verb (*she praised her*)."""
    verb = parse.head(token)
    if verb is None or token.dep not in ("obj", "iobj", "obl") or token.text.lower().endswith("self"):
        return set()
    return {actor for each in parse.children(verb, "nsubj") for actor in _at(mentions, each)}


def _as_side(cast: Cast, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The polity that officials act for: *Georgian officials called it the annexation of its territory*."""
    sides = {cast.country_of(actor) for actor in actors}
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
