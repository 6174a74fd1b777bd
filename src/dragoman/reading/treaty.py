"""The text of a treaty itself: one agreement, its parties from the preamble, its provisions article by article."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from dragoman.reading.provisions import denied, owed, provision, provision_frame, sides
from dragoman.reading.stage import Reading
from dragoman.record import Agreement, Provision, Span, Stage, content_id

_ARTICLE = re.compile(
    r"^[ \t]*(?:ARTICLE|Article|Art\.|§)[ \t]*(?P<number>[0-9]+[a-z]?|[IVXLC]+|[A-Z][a-z]+)\b[^\n]*$", re.MULTILINE
)
_PARAGRAPH = re.compile(r"^[ \t]*\(?(?P<number>\d{1,2}|[a-z])[.)][ \t]", re.MULTILINE)
_DONE = re.compile(r"\b(?:Done|DONE|Signed|SIGNED)\s+(?:at|in|on)\b")
RULE = "treaty/text"


class _Article(NamedTuple):
    label: str
    span: Span


def treaty(reading: Reading) -> tuple[Agreement, ...]:
    """The agreement that a treaty's text makes; none where it names fewer than two parties before its first article."""
    text = reading.document.text
    articles = list(_articles(text))
    preamble = (0, articles[0].span[0] if articles else len(text))
    parties = _parties(reading, preamble)
    if len(parties) < 2:
        return ()
    done = _DONE.search(text, articles[-1].span[0] if articles else 0)
    signed = next((each.edtf for each in reading.times if done and each.span[0] >= done.start() and each.edtf), None)
    place = next((each.name for each in reading.places if done and each.span[0] >= done.start()), None)
    stage: Stage = "signed" if done else "negotiated"
    heading = _heading(text, preamble)
    return (
        Agreement(
            content_id("g", reading.document.id, parties, heading),
            " ".join(text[slice(*heading)].split()),
            "treaty",
            tuple(parties),
            (),
            signed,
            place,
            stage,
            (heading,),
            tuple(_provisions(reading, articles, parties)),
            RULE,
        ),
    )


def _articles(text: str) -> list[_Article]:
    """Articles and their numbered paragraphs, in order: `4`, `4(2)`."""
    heads = list(_ARTICLE.finditer(text))
    found = []
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(text)
        marks = list(_PARAGRAPH.finditer(text, head.end(), end))
        found.append(_Article(head["number"], (head.start(), marks[0].start() if marks else end)))
        for mark, after in zip_longest(marks, marks[1:]):
            found.append(_Article(f"{head['number']}({mark['number']})", (mark.start(), after.start() if after else end)))
    return found


def _heading(text: str, preamble: Span) -> Span:
    """The first line, which names the treaty."""
    start = len(text) - len(text.lstrip())
    return start, min(end if (end := text.find("\n", start)) >= 0 else len(text), preamble[1] or len(text))


def _parties(reading: Reading, preamble: Span) -> list[str]:
    """The states and contested polities named in the preamble, with the organisations that its heading names as parties."""
    heading = _heading(reading.document.text, preamble)
    found: list[str] = []
    for token in reading.parse.tokens:
        mention = reading.mentions.at(token)
        if mention is None or mention.form == "adjective" or not preamble[0] <= token.start < preamble[1]:
            continue
        for side in sides(reading, mention.actors):
            known = reading.cast[side].registry is not None if side in reading.cast else False
            if side not in found and (reading.is_territory(side) or (known and token.start < heading[1])):
                found.append(side)
    return found


def _provisions(reading: Reading, articles: list[_Article], parties: list[str]) -> list[Provision]:
    """The terms of each article, each type once an article and debtor."""
    found: dict[tuple[str, str, tuple[str, ...]], Provision] = {}
    for article in articles:
        for token in reading.parse.tokens:
            if not article.span[0] <= token.start < article.span[1]:
                continue
            frame = provision_frame(reading, token)
            if frame is None or denied(reading.parse, token, frame):
                continue
            by, to = owed(reading, token, frame, parties)
            by = [each for each in by if each in parties] or ([] if set(to) - set(parties) else list(parties))
            each = provision(reading, token, frame, by, [side for side in to if side not in by], "planned", article.label)
            same = found.get((article.label, each.type, each.by)) or found.get((article.label, each.type, tuple(parties)))
            if same is None:
                found[article.label, each.type, each.by] = each
    conditions = [each.condition for each in found.values() if each.condition]
    return [each for each in found.values() if not any(start <= each.evidence[0] < end for start, end in conditions)]
