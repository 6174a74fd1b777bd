"""Who says what: direct, indirect and mixed speech, thoughts and intentions, with the words that report them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.cues import speech
from dragoman.reading import uncued
from dragoman.reading.contents import Content, Shape, contents
from dragoman.reading.cues import POS, families_of, probability
from dragoman.reading.frames import frame_of
from dragoman.reading.graph import Parse, Sentence, Token
from dragoman.reading.introductions import introduced
from dragoman.reading.labels import labelled
from dragoman.reading.positions import bearing
from dragoman.reading.quotes import Quote, quotes
from dragoman.reading.spans import alterations, is_sentence, runs, tidy, unquoted, within_quotes, words_of
from dragoman.reading.speakers import NOBODY, hides_source, source_of, speaker_of
from dragoman.reading.stage import Reading
from dragoman.reading.utterances import Act, merged, outermost, with_what_follows
from dragoman.record import Span, Statement, StatementForm, content_id

FAR = 200
"""Characters between a sentence and a quotation beyond which they have nothing to do with each other."""

ACCEPTED = 0.75
"""The least probability of a cue that no frame vouches for."""

ACCEPTED_FRAMED = 0.55
"""The same where a frame vouches for the word, in a shape that deeds have too (*backed the bill*)."""

SURE: tuple[Shape, ...] = ("clause", "tag", "as", "according", "quote")
"""Shapes in which the frame of a cue is enough."""


QUOTING = (
    "say",
    "write",
    "voice",
    "argue",
    "reveal",
    "admit",
    "remind",
    "deny",
    "ask",
    "urge",
    "demand",
    "warn",
    "threaten",
    "promise",
)
"""Families of verbs that quote."""


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a document, in order of their words."""
    marked = [quote._replace(whole=is_sentence(reading, quote)) for quote in quotes(reading.document)]
    taken: set[Quote] = set()
    set_out = [*labelled(reading, marked), *introduced(reading, marked)]
    taken |= {quote for act in set_out for quote in within_quotes(act.content, marked)}
    taken |= {quote for act in set_out for quote in marked if quote.outer[0] <= act.cue.start < quote.inner[1]}
    used = {act.cue.index for act in set_out}
    within = [act for sentence in reading.parse.sentences for act in _acts(reading, sentence, marked, taken, used)]
    acts = outermost([*set_out, *(act for act in within if not any(act.holds(other.cue) for other in set_out))])
    acts = with_what_follows(reading, merged(reading.parse, acts), marked, taken)
    found = [statement for act in acts for statement in _of_act(reading, act, marked)]
    found += uncued.statements(reading, [quote for quote in marked if quote not in taken], found)
    once = {(each.speaker, each.content): each for each in reversed(found)}  # one set of words under two cues
    return tuple(sorted(once.values(), key=_order))


def _order(statement: Statement) -> tuple[Span, str]:
    return statement.content[0], statement.speaker or ""


def _acts(reading: Reading, sentence: Sentence, marked: list[Quote], taken: set[Quote], used: set[int]) -> Iterator[Act]:
    """The acts of speech whose cue stands in `sentence`; the quotations they hold are marked as taken.

    `used`: the tokens that are cues already.
    """
    start, end = reading.sentence_span(sentence)
    near = [
        quote for quote in marked if quote.block == sentence.block and start - FAR <= quote.outer[1] and quote.outer[0] <= end + FAR
    ]
    around = [quote for quote in near if quote.inner[0] < end and start < quote.inner[1] and quote.whole and quote.closed]
    left_open = [quote for quote in near if not quote.closed]
    for token in reading.parse.words(sentence):
        if token.index in used or any(quote.inner[0] <= token.start < quote.inner[1] for quote in around):
            continue
        act = _act(reading, token, sentence, [quote for quote in near if quote not in taken])
        if act is not None:
            taken |= set(within_quotes(act.content, near))
            taken |= {quote for quote in left_open if quote.inner[0] <= token.start < quote.inner[1]}
            yield act


def _act(reading: Reading, token: Token, sentence: Sentence, free: list[Quote]) -> Act | None:
    """What `token` reports, where a frame or the model takes it for a cue."""
    parse = reading.parse
    if token.pos not in POS:
        return None
    frame = frame_of(parse, token, speech())
    kin = families_of(token, parse)
    if frame is None and not kin and token.pos != "VERB":
        return None
    content = next(contents(parse, token), None)
    if (frame is None and content is None and not kin) or (frame is not None and frame.payload["form"] == "deed"):
        return None
    beside = _beside(reading, token, sentence, free) if (frame or _speaks(token, kin)) and not _was_asked(parse, token) else []
    speaker = speaker_of(reading, token, frame, content) if not _was_asked(parse, token) else NOBODY
    if content is None or (beside and content.shape not in ("clause", "tag", "as", "according")):
        if not beside or (frame is None and not speaker.heads):
            return None
        spans = tuple(tidy(parse.text, quote.inner) for quote in beside)
        return Act(token, frame, kin, "quote", speaker, spans, True, 1.0 if frame else 0.8)
    sure = frame is not None and content.shape in SURE and bool(speaker.heads)
    confidence = 1.0 if sure else probability(reading, content, speaker, frame)
    if confidence < (ACCEPTED if frame is None or _is_bound(parse, token) else ACCEPTED_FRAMED) and not (frame and beside):
        return None
    spans, quoted = _spans(reading, content, free, beside)
    if not spans or hides_source(parse.text[(token.start if content.shape == "to" else spans[0][0]) : spans[-1][1]]):
        return None
    return Act(token, frame, kin, content.shape, speaker, spans, quoted, confidence)


def _speaks(token: Token, kin: tuple[str, ...]) -> bool:
    """Whether a verb that no frame lists can have a quotation for its object."""
    return token.pos == "VERB" and bool(kin) and kin[0] in QUOTING


def _is_bound(parse: Parse, token: Token) -> bool:
    """Whether a verb is what another word asks for, which is no stance (*obliged to defend it*, *responsible for defending it*)."""
    return "VerbForm=Inf" in token.morph or (token.tag == "VBG" and bool(parse.children(token, "mark", "case")))


def _was_asked(parse: Parse, token: Token) -> bool:
    """Whether a participle tells what the speaker was asked or told before speaking (*asked about the list, he said: “…”*)."""
    return token.dep == "advcl" and token.tag in ("VBN", "VBD") and not parse.children(token, "nsubj", "aux", "mark", "obj")


def _spans(reading: Reading, content: Content, free: list[Quote], beside: list[Quote]) -> tuple[tuple[Span, ...], bool]:
    """The words of a content with the quotations beside it, and whether any of it is quoted."""
    text = reading.parse.text
    spans = [unquoted(text, tidy(text, span), free) for span in runs(reading.parse, content.tokens)]
    inside = within_quotes(tuple(spans), free)
    whole = [quote for quote in beside if quote not in inside]
    for quote in whole:
        spans = [span for span in spans if not (quote.outer[0] <= span[0] and span[1] <= quote.outer[1])]
    spans += [tidy(text, quote.inner) for quote in whole]
    return tuple(sorted(set(spans))), bool(inside or whole)


# ---------------------------------------------------------------- quotations beside a cue


def _beside(reading: Reading, cue: Token, sentence: Sentence, free: list[Quote]) -> list[Quote]:
    """The quoted sentences a cue introduces or closes: those of its sentence and those that touch it."""
    parse = reading.parse
    start, end = reading.sentence_span(sentence)
    found = []
    for quote in free:
        if quote.block != sentence.block or not quote.whole or quote.inner[0] <= cue.start < quote.inner[1]:
            continue
        overlaps = quote.outer[0] < end and start < quote.outer[1]
        closed = quote.outer[1] <= start and _touches(parse.text[quote.inner[1] - 1 : start])
        if overlaps and quote.outer[0] >= cue.end and re.search(r"[.!?]\s", parse.text[cue.end : quote.outer[0]]):
            continue
        opened = quote.outer[0] >= end and parse.text[end - 1] in ":," and not parse.text[end : quote.outer[0]].strip(" :,")
        if overlaps or closed or opened:
            found.append(quote)
    return [quote for quote in found if _clause_of(parse, cue, quote)]


def _touches(between: str) -> bool:
    """Whether a quotation goes over into the next sentence by `,"`, with no more than a name or a title between them."""
    return bool(re.fullmatch(r"[,!?][\"”’'»]?[^.!?\"“”]{0,80}", between))


def _clause_of(parse: Parse, cue: Token, quote: Quote) -> bool:
    """Whether no other verb of speech stands between the quotation and the cue."""
    between = (quote.outer[1], cue.start) if quote.outer[1] <= cue.start else (cue.end, quote.outer[0])
    if between[0] >= between[1]:
        return True
    return not any(
        token.index != cue.index and token.pos == "VERB" and frame_of(parse, token, speech()) is not None
        for token in parse.at(between)
    )


# ---------------------------------------------------------------- from acts to statements


def _of_act(reading: Reading, act: Act, marked: list[Quote]) -> Iterator[Statement]:
    """One statement for each speaker of an act."""
    text = reading.document.text
    kind, position, certainty, factivity = bearing(text, act.shape, act.kin, act.frame, (act.cue.start, act.cue.end), act.content)
    if kind == "stance" and position is None and act.frame is None:
        return  # a thing dealt with, no word on it: *signed a pact*
    source = source_of(reading, act.speaker)
    for actor in act.speaker.actors:
        yield Statement(
            content_id("s", reading.document.id, actor, act.content),
            actor,
            act.speaker.span,
            (act.cue.start, act.cue.end),
            act.content,
            _form(text, act.content, marked),
            position,
            None,
            None,
            False,
            act.frame.rule if act.frame else f"cue/{act.shape}.{act.kin[0] if act.kin else 'unlisted'}",
            kind,
            certainty,
            factivity,
            source.role if source else None,
            source.of if source else None,
            source.anonymous if source else False,
            alterations(text, act.content, marked),
            round(act.confidence, 2),
        )


def _form(text: str, content: tuple[Span, ...], marked: list[Quote]) -> StatementForm:
    """Direct where all words are quoted sentences, indirect where none is quoted, else mixed."""
    quoted = plain = False
    for span in content:
        overlapping = [quote for quote in marked if quote.outer[0] < span[1] and span[0] < quote.outer[1]]
        quoted |= bool(overlapping)
        left = text[slice(*span)]
        for quote in overlapping:
            left = left.replace(text[max(quote.inner[0], span[0]) : min(quote.inner[1], span[1])], "")
        plain |= words_of(left) > 1
    whole = any(quote.whole for quote in marked for span in content if quote.outer[0] < span[1] and span[0] < quote.outer[1])
    if quoted and not plain:
        return "direct" if whole else "mixed"
    return "mixed" if quoted else "indirect"
