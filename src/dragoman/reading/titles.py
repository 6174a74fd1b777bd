"""The titles that stand beside a person's name: *Russian President* Vladimir Putin; Jens Stoltenberg, *head of NATO*."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actors import Office, office_endings, offices, words
from dragoman.reading.cast import Cast
from dragoman.reading.graph import Parse, Token
from dragoman.reading.mentions import Mention, Mentions, head_of
from dragoman.record import Span

FORMER = frozenset(["former", "ex", "then", "late", "past", "previous", "first", "next", "future", "would-be"])
LONGEST = 6
"""Words of the longest title."""

BETWEEN_TITLE_AND_OWNER = 3
AFTER = 16
"""Words after a name in which its title may stand."""

_SMALL = frozenset(
    "the a an and or of by with to from for in on at as that said told who which whom but".split()  # noqa: SIM905
)
_QUALIFIERS = frozenset("former then ex new outgoing acting incoming late current veteran longtime deputy".split())  # noqa: SIM905
_GONE = frozenset(["former", "ex", "then", "late"])


def office_of(tokens: Sequence[Token]) -> Office | None:
    """The office that these words, all of them, are the title of."""
    return offices().get(words(" ".join(token.text for token in tokens).lower()))


def length(left: tuple[Token, ...]) -> int:
    """How many tokens at the end of `left` are a title; `Secretary-General` is three of them."""
    if not left or not ends_title(left[-1]):
        return 0
    for size in range(min(LONGEST, len(left)), 0, -1):
        piece = left[-size:]
        if piece[0].text.isalpha() and office_of(piece) is not None:
            return size
    return 0


def opening(tokens: tuple[Token, ...]) -> int:
    """How many tokens at the head of a name are a title: two of *Prime Minister Oleg Serebrian*."""
    for size in range(min(LONGEST, len(tokens) - 1), 0, -1):
        if office_of(tokens[:size]) is not None:
            return size
    return 0


def ends_title(token: Token) -> bool:
    """Whether a title can end with a token; asked first, as few words end one."""
    return office_endings().issuperset(words(token.text.lower())[-1:])


def within(phrase: tuple[Token, ...]) -> tuple[int, int]:
    """Where the first title in `phrase` begins and how many tokens it has; (0, 0) where there is none."""
    for at in range(len(phrase)):
        for size in range(min(LONGEST, len(phrase) - at), 0, -1):
            if office_of(phrase[at : at + size]) is not None:
                return at, size
    return 0, 0


def before(parse: Parse, cast: Cast, mentions: Mentions, mention: Mention) -> None:
    """*Russian President* Vladimir Putin; *European Union foreign policy chief* Federica Mogherini."""
    opening = _block_start(parse, mention.first)
    left = parse.tokens[opening : mention.first]
    size = length(left)
    if not size:
        return
    start = mention.first - size
    owner_end, extra = start, 0
    while extra <= BETWEEN_TITLE_AND_OWNER and owner_end > opening:
        token = parse.tokens[owner_end - 1]
        if token.index in mentions.by_token:
            break
        if token.text in ("'s", "’s", "'", "’"):
            owner_end -= 1
            continue
        if not token.text.isalpha() or token.text.lower() in _SMALL or not token.text.islower():
            owner_end = start
            break
        owner_end -= 1
        extra += 1
    else:
        owner_end = start
    owner = mentions.by_token.get(owner_end - 1) if owner_end > opening else None
    if owner is not None and cast.kinds[owner.actors[0]] == "person":
        owner, owner_end = None, start
    between = [token for token in parse.tokens[owner_end:start] if token.text.isalpha() and len(token.text) > 1]
    title_start = next((token.index for token in between if token.text.lower() not in _QUALIFIERS), start)
    if owner is None:
        title_start = start
    title_end = max(token.end for token in parse.tokens[title_start : mention.first] if token.text[-1].isalnum())
    span = parse.tokens[title_start].start, title_end
    if not _gone(parse, owner.first if owner else start, start):
        cast.role(mention.actors[0], parse.text[slice(*span)], owner.actors[0] if owner else None, span)
    for index in range(title_start, mention.first):
        mentions.by_token.setdefault(index, mention)


def _gone(parse: Parse, first: int, start: int) -> bool:
    """*Former* Georgian president, Georgia's *then* president: an office no longer held."""
    return any(token.text.lower() in _GONE for token in parse.tokens[max(first - 2, 0) : start])


def _block_start(parse: Parse, index: int) -> int:
    """The first token of the block; a title and its name may have been parted by a wrong end of sentence."""
    number = parse.sentence_number(parse.tokens[index])
    block = parse.sentences[number].block
    while number > 0 and parse.sentences[number - 1].block == block and parse.sentences[number].first > index - 40:
        number -= 1
    return parse.sentences[number].first


def after(parse: Parse, cast: Cast, mentions: Mentions, mention: Mention) -> None:
    """Jen Psaki, *of the US State Department*,; Jens Stoltenberg, *the secretary-general of NATO*,."""
    sentence = parse.sentence(parse.tokens[mention.first])
    rest = parse.tokens[mention.last : min(mention.last + AFTER, sentence.last)]
    if len(rest) < 3 or rest[0].text not in (",", "("):
        return
    stop = next((at for at, token in enumerate(rest[1:], start=1) if _stops(rest, at, token)), None)
    phrase = rest[1 : stop if stop is not None else len(rest)]
    if not phrase or any(token.pos in ("VERB", "AUX") and token.tag not in ("VBN", "VBG") for token in phrase):
        return
    owners = [owner for token in phrase if (owner := mentions.at(token)) and cast.kinds[owner.actors[0]] != "person"]
    at, size = within(phrase)
    opens = phrase[0].text.lower()
    if size and at <= 4:
        if any(token.text.lower() in _GONE for token in phrase[:at]):
            return
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


def _stops(rest: tuple[Token, ...], at: int, token: Token) -> bool:
    """Whether the phrase ends at a token; the hyphen of *secretary-general* ends none."""
    if token.text in ("-", "--", "—"):
        return token.start > rest[at - 1].end
    return token.text in (",", ")", ".", ";", ":")


def _trade(parse: Parse, phrase: tuple[Token, ...], owner: Mention) -> Span | None:
    """The characters of what somebody is besides an office: *Algeria's leading rights **activist***, *a Georgian **lawyer***."""
    noun = parse.head(parse.tokens[owner.head])
    if noun is None or noun not in phrase or noun.pos != "NOUN" or noun.index < owner.last:
        return None
    left = [each for each in parse.children(noun, "compound", "amod") if owner.last <= each.index < noun.index]
    return min([noun.start, *(each.start for each in left)]), noun.end
