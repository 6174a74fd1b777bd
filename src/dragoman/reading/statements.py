"""Who says what: direct, indirect and mixed speech, with the words that report it and the position taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.knowledge.cues import position_patterns, speech
from dragoman.knowledge.frames import Frame
from dragoman.reading.frames import frame_of, is_verbal, role
from dragoman.reading.graph import Parse, Sentence, Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.quotes import SCARE_QUOTE_WORDS, Quote, quotes
from dragoman.reading.stage import Reading
from dragoman.record import Position, Span, Statement, StatementForm, content_id

NEUTRAL = (None, "report", "comment")
"""Positions of a cue that let the words themselves speak."""

FAR = 200
"""Characters between a sentence and a quotation beyond which they have nothing to do with each other."""

_EDGES = " \t\r\n,;:.-–—"


class _Speech(NamedTuple):
    """One act of speech before it becomes statements, one for each speaker."""

    cue: Token
    frame: Frame
    speakers: tuple[str | None, ...]
    speaker_span: Span | None
    content: tuple[Span, ...]
    quoted: bool


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a document, in order of their words."""
    marked = [quote._replace(whole=_is_sentence(reading, quote)) for quote in quotes(reading.document)]
    taken: set[Quote] = set()
    acts: list[_Speech] = []
    for sentence in reading.parse.sentences:
        start, end = reading.sentence_span(sentence)
        near = [
            quote
            for quote in marked
            if quote.block == sentence.block and start - FAR <= quote.outer[1] and quote.outer[0] <= end + FAR
        ]
        around = [quote for quote in near if quote.inner[0] < end and start < quote.inner[1] and quote.whole]
        for token in reading.parse.words(sentence):
            if any(quote.inner[0] <= token.start < quote.inner[1] for quote in around):
                continue
            frame = frame_of(reading.parse, token, speech())
            if frame is None:
                continue
            content, used = _content(reading, token, frame, sentence, near, taken)
            if not content:
                continue
            taken |= used
            speakers, span = _speakers(reading, token, frame)
            if span is None and not used:
                continue
            acts.append(_Speech(token, frame, speakers, span, content, bool(used)))
    acts = _goes_on(reading, _merged(reading.parse, acts), [quote for quote in marked if quote not in taken], taken)
    found = [statement for act in acts for statement in _of_act(reading, act, marked)]
    found += _standing_alone(reading, [quote for quote in marked if quote not in taken], found)
    return tuple(sorted(found, key=_order))


def _order(statement: Statement) -> tuple[Span, str]:
    return statement.content[0], statement.speaker or ""


# ---------------------------------------------------------------- speakers


def _speakers(reading: Reading, cue: Token, frame: Frame) -> tuple[tuple[str | None, ...], Span | None]:
    """The actors that speak, one by one, and the words that name them."""
    heads = role(reading.parse, cue, frame.roles["speaker"])
    actors: list[str | None] = []
    for head in heads:
        actors += actors_of(reading.parse, reading.mentions, head)
    if not heads:
        return (None,), None
    inside = [token for head in heads for token in reading.parse.subtree(head) if token.dep != "punct"]
    inside = [token for token in inside if not _within(reading.parse, token, cue, heads)]
    return tuple(dict.fromkeys(actors)) or (None,), reading.parse.span(inside or heads)


def _within(parse: Parse, token: Token, cue: Token, heads: list[Token]) -> bool:
    """Whether a token of the speaker's phrase belongs to a clause that hangs on it."""
    for above in [token, *parse.ancestors(token)]:
        if above in heads:
            return False
        if above.dep.startswith(("acl", "advcl", "parataxis")) or above == cue:
            return True
    return False


# ---------------------------------------------------------------- content


def _content(
    reading: Reading, cue: Token, frame: Frame, sentence: Sentence, marked: list[Quote], taken: set[Quote]
) -> tuple[tuple[Span, ...], set[Quote]]:
    """The words said, and the quotations among them."""
    parse = reading.parse
    clause = _reported_clause(parse, cue, frame)
    free = [quote for quote in marked if quote not in taken]
    if clause:
        span = _tidy(parse.text, parse.span(clause))
        inside = {quote for quote in free if span[0] - 2 <= quote.outer[0] and quote.outer[1] <= span[1] + 2}
        whole = [quote for quote in _beside(reading, cue, sentence, free) if quote not in inside and quote.whole]
        spans = [span, *(_tidy(parse.text, quote.inner) for quote in whole)]
        if any(quote.outer[0] <= span[0] and span[1] <= quote.outer[1] for quote in whole):
            spans = [_tidy(parse.text, quote.inner) for quote in whole]
        return tuple(sorted(set(spans))), inside | set(whole)
    beside = _beside(reading, cue, sentence, free)
    if beside:
        return tuple(_tidy(parse.text, quote.inner) for quote in beside), set(beside)
    described = _described_as(parse, cue)
    if described:
        span = _tidy(parse.text, parse.span(described))
        inside = {quote for quote in free if span[0] - 2 <= quote.outer[0] and quote.outer[1] <= span[1] + 2}
        return (span,), inside
    return (), set()


def _reported_clause(parse: Parse, cue: Token, frame: Frame) -> list[Token]:
    """The tokens of the clause that a cue reports, without *that*."""
    if frame.payload["form"] == "according-to":
        top = _top(parse, cue)
        if top is None:
            return []
        without = {token.index for branch in _branch_of(parse, cue, top) for token in parse.subtree(branch)}
        return [token for token in parse.subtree(top) if token.index not in without and token.dep != "punct"]
    for child in parse.children(cue, "ccomp"):
        if child.index > cue.index or cue.dep != "parataxis":
            inside = parse.subtree(child)
            marks = {mark.index for mark in parse.children(child, "mark") if mark.lemma.lower() == "that"}
            inside = [token for token in inside if token.index not in marks]
            before = [token for token in inside if token.index < cue.index]
            return (before if child.index < cue.index else [token for token in inside if token.index > cue.index]) or inside
    for listener in parse.children(cue, "obj", "iobj"):
        for child in parse.children(listener, "acl"):
            that = [mark for mark in parse.children(child, "mark") if mark.lemma.lower() == "that"]
            if that:
                return [token for token in parse.subtree(child) if token not in that]
    if is_verbal(cue) and _tag(parse, cue) and (head := parse.head(cue)) is not None and head.index < cue.index:
        return [token for token in parse.subtree(head) if token.index < parse.subtree(cue)[0].index]
    if cue.pos == "NOUN":
        for child in parse.children(cue, "acl", "ccomp"):
            if any(mark.lemma.lower() == "that" for mark in parse.children(child, "mark")):
                return [token for token in parse.subtree(child) if token.lemma.lower() != "that" or token.dep != "mark"]
    return []


def _tag(parse: Parse, cue: Token) -> bool:
    """Whether a verb of speech stands behind what is said: *…, officials said.*"""
    if cue.dep == "parataxis":
        return True
    return cue.dep == "advcl" and bool(parse.children(cue, "nsubj")) and not parse.children(cue, "mark", "advmod")


def _top(parse: Parse, token: Token) -> Token | None:
    for above in parse.ancestors(token):
        if is_verbal(above) or above.dep == "root":
            return above
    return None


def _branch_of(parse: Parse, token: Token, top: Token) -> Iterable[Token]:
    """The child of `top` that `token` hangs under."""
    at = token
    for above in parse.ancestors(token):
        if above == top:
            return [at]
        at = above
    return [token]


def _described_as(parse: Parse, cue: Token) -> list[Token]:
    """*Slammed as an illegal land grab*, *called it a breach*: what the thing is said to be."""
    if not is_verbal(cue):
        return []
    for child in parse.children(cue, "obl", "advcl", "nmod", "xcomp"):
        marks = parse.children(child, "case", "mark")
        if (child.dep == "xcomp" and cue.lemma in ("call", "label", "dub", "brand", "describe", "term", "deem")) or any(
            mark.lemma.lower() == "as" for mark in marks
        ):
            return [token for token in parse.subtree(child) if token not in marks]
    return []


def _beside(reading: Reading, cue: Token, sentence: Sentence, free: list[Quote]) -> list[Quote]:
    """The quotations a cue introduces or closes: those of its sentence and those that touch it."""
    parse = reading.parse
    start, end = reading.sentence_span(sentence)
    found = []
    for quote in free:
        if quote.block != sentence.block:
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


def _is_sentence(reading: Reading, quote: Quote) -> bool:
    words = len(re.findall(r"\w+", reading.document.text[slice(*quote.inner)]))
    if words <= SCARE_QUOTE_WORDS:
        return False
    return words > 7 or any(
        token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph for token in reading.parse.at(quote.inner)
    )


def _tidy(text: str, span: Span) -> Span:
    """`span` without white space and punctuation at its ends, and without marks that have no partner inside."""
    start, end = span
    if re.fullmatch(r"[\"“][^\"“”]*[\"”]?[\s,.;:]*", text[start:end]):
        end = start + len(text[start:end].rstrip('"” ,.;:\n'))
        start += 1
    while start < end and (
        text[start] in _EDGES or (text[start] in "\"“”‘’'" and not re.search(r"[\"”’']", text[start + 1 : end]))
    ):
        start += 1
    while end > start and (text[end - 1] in _EDGES or (text[end - 1] in '"”“' and not re.search(r"[\"“]", text[start : end - 1]))):
        end -= 1
    return start, end


# ---------------------------------------------------------------- from acts to statements


def _merged(parse: Parse, acts: list[_Speech]) -> list[_Speech]:
    """One act where a second cue goes on with the first (*hailed the "landmark" deal, saying it would …*)."""
    found: list[_Speech] = []
    for act in acts:
        before = found[-1] if found else None
        if (
            before is not None
            and before.speakers == act.speakers
            and act.speakers != (None,)
            and act.cue.dep.startswith("advcl")
            and before.cue in parse.ancestors(act.cue)
        ):
            content = tuple(sorted({*before.content, *act.content}))
            found[-1] = before._replace(content=content, quoted=before.quoted or act.quoted)
        else:
            found.append(act)
    return found


def _of_act(reading: Reading, act: _Speech, marked: list[Quote]) -> list[Statement]:
    form = _form(reading, act.content, marked)
    position = _position(reading, act.frame.payload["position"] or None, act.content)
    cue = act.cue.start, act.cue.end
    return [
        _statement(reading, speaker, act.speaker_span, cue, act.content, form, position, inferred=False, rule=act.frame.rule)
        for speaker in act.speakers
    ]


def _statement(
    reading: Reading,
    speaker: str | None,
    speaker_span: Span | None,
    cue: Span | None,
    content: tuple[Span, ...],
    form: StatementForm,
    position: Position | None,
    *,
    inferred: bool,
    rule: str,
) -> Statement:
    return Statement(
        content_id("s", reading.document.id, speaker, content),
        speaker,
        speaker_span,
        cue,
        content,
        form,
        position,
        None,
        None,
        inferred,
        rule,
    )


def _form(reading: Reading, content: tuple[Span, ...], marked: list[Quote]) -> StatementForm:
    quoted = plain = False
    for span in content:
        overlapping = [quote for quote in marked if quote.outer[0] < span[1] and span[0] < quote.outer[1]]
        quoted |= bool(overlapping)
        left = reading.document.text[slice(*span)]
        for quote in overlapping:
            left = left.replace(reading.document.text[max(quote.inner[0], span[0]) : min(quote.inner[1], span[1])], "")
        plain |= len(re.findall(r"\w+", left)) > 1
    if (
        quoted
        and not plain
        and all(len(re.findall(r"\w+", reading.document.text[slice(*span)])) <= SCARE_QUOTE_WORDS for span in content)
    ):
        return "mixed"
    return "mixed" if quoted and plain else "direct" if quoted else "indirect"


def _position(reading: Reading, cue: str | None, content: tuple[Span, ...]) -> Position | None:
    if cue not in NEUTRAL:
        return cue  # type: ignore[return-value]
    words = " ".join(reading.document.text[slice(*span)] for span in content).replace("’", "'")
    for pattern in position_patterns():
        if pattern.pattern.search(words) and not (pattern.unless and pattern.unless.search(words)):
            return pattern.position
    return None


def _goes_on(reading: Reading, acts: list[_Speech], left: list[Quote], taken: set[Quote]) -> list[_Speech]:
    """The acts with the quotations added that go on after them in the same block (*“…,” he said. “…”*)."""
    longer = list(acts)
    for quote in left:
        block = reading.document.blocks[quote.block]
        before = [
            (act.content[-1][1], at)
            for at, act in enumerate(longer)
            if block.span[0] <= act.cue.start and act.cue.end <= quote.inner[0]
        ]
        if block.kind != "body" or not quote.whole or not before:
            continue
        _, at = max(before)
        act = longer[at]
        if act.content[-1][1] <= quote.outer[0]:
            longer[at] = act._replace(content=(*act.content, _tidy(reading.document.text, quote.inner)), quoted=True)
            taken.add(quote)
    return longer


def _standing_alone(reading: Reading, left: list[Quote], found: list[Statement]) -> list[Statement]:
    """Quotations that are a paragraph of their own, without a cue: they have the last speaker."""
    alone: list[Statement] = []
    for quote in left:
        block = reading.document.blocks[quote.block]
        outside = reading.document.text[block.span[0] : quote.outer[0]] + reading.document.text[quote.outer[1] : block.span[1]]
        before = [each for each in [*found, *alone] if each.content[-1][1] <= quote.inner[0]]
        last = max(before, key=_order, default=None)
        if block.kind != "body" or not quote.whole or last is None or re.search(r"\w", outside):
            continue
        content = (_tidy(reading.document.text, quote.inner),)
        position = _position(reading, None, content)
        alone.append(
            _statement(reading, last.speaker, None, None, content, "direct", position, inferred=True, rule="speech/last-speaker")
        )
    return alone
