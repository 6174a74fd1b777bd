"""Acts of speech among each other: which stand in others, which go on with others, which quotations follow them."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge.frames import Frame
from dragoman.reading.contents import Shape
from dragoman.reading.graph import Parse, Token
from dragoman.reading.quotes import Quote
from dragoman.reading.spans import tidy, within_quotes
from dragoman.reading.speakers import Speaker
from dragoman.reading.stage import Reading
from dragoman.record import Span


class Act(NamedTuple):
    """One act of speech before it becomes statements, one for each speaker."""

    cue: Token
    frame: Frame | None
    kin: tuple[str, ...]
    shape: Shape
    speaker: Speaker
    content: tuple[Span, ...]
    quoted: bool
    confidence: float

    def holds(self, cue: Token) -> bool:
        """Whether a cue stands within the words of the act."""
        return any(start <= cue.start and cue.end <= end for start, end in self.content)


def outermost(acts: list[Act]) -> list[Act]:
    """The acts that stand in no other one: *she said she thinks* is one statement."""
    kept: list[Act] = []
    for act in acts:
        if not any(other is not act and other.holds(act.cue) and not _yields(other, act) for other in acts):
            kept.append(act)
    return [act for act in kept if not any(act.holds(other.cue) and _yields(act, other) for other in kept)]


def _yields(outer: Act, inner: Act) -> bool:
    """Whether a stance of nobody's gives way to the words of somebody within (*Russia's claim that … was rejected*)."""
    return outer.shape == "patient" and not outer.speaker.heads and bool(inner.speaker.heads)


def merged(parse: Parse, acts: list[Act]) -> list[Act]:
    """One act where a second cue gives the words of the first (*hailed the "landmark" deal, saying it would …*)."""
    found: list[Act] = []
    for act in acts:
        before = found[-1] if found else None
        if (
            before is not None
            and before.speaker.actors == act.speaker.actors
            and act.speaker.actors != (None,)
            and act.cue.dep.startswith("advcl")
            and before.cue in parse.ancestors(act.cue)
            and before.shape not in ("clause", "quote", "tag")
        ):
            content = tuple(sorted({*before.content, *act.content}))
            found[-1] = before._replace(content=content, quoted=before.quoted or act.quoted)
        else:
            found.append(act)
    return found


def with_what_follows(reading: Reading, acts: list[Act], marked: list[Quote], taken: set[Quote]) -> list[Act]:
    """The acts with the quotations added that go on after them: in their block (*“…,” he said. “…”*), or in the next
    paragraph where the one before was left open."""
    longer = list(acts)
    for number, quote in enumerate(marked):
        at = _before(reading, longer, quote) if quote not in taken and _stands(reading, quote) else None
        if quote.goes_on and number and quote not in taken:
            at = next((i for i, act in enumerate(longer) if within_quotes(act.content, [marked[number - 1]])), at)
        if at is not None and longer[at].content[-1][1] <= quote.outer[0]:
            act = longer[at]
            longer[at] = act._replace(content=(*act.content, tidy(reading.document.text, quote.inner)), quoted=True)
            taken.add(quote)
    return longer


def _stands(reading: Reading, quote: Quote) -> bool:
    """Whether a quotation is said as such, if only in a word or two (*“Never, sir.”*)."""
    words = reading.document.text[slice(*quote.inner)]
    return quote.whole or (words[:1].isupper() and words[-1:] in ".!?")


def _before(reading: Reading, acts: list[Act], quote: Quote) -> int | None:
    """The act of the block that a quotation goes on with: the last that quotes, else the last that reports words."""
    block = reading.document.blocks[quote.block]
    if block.kind != "body":
        return None
    before = [
        (act.quoted, act.content[-1][1], at)
        for at, act in enumerate(acts)
        if block.span[0] <= act.cue.start
        and act.cue.end <= quote.inner[0]
        and act.shape in ("clause", "tag", "quote", "as", "according")
    ]
    return max(before)[2] if before else None
