"""How well a record answers to the gold of a sample: F1 of events, statements, and statuses with agreements.

A gold item names actors by any of their names, types by any that is right, and evidence by its words. An item is right
where its type is one of them, its words overlap the evidence, and an actor fits in each role the gold asks for. What is
found beyond the gold counts against the record, but for what the gold marks as optional (`required` false).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from dragoman.record import NARRATOR, Event, Record, Span, Statement, Status

Gold = dict[str, Any]
SAME_WORDS = 0.6


class Tally(NamedTuple):
    """Right, too many, missing."""

    right: int
    extra: int
    missing: int

    def __add__(self, other: Tally) -> Tally:  # type: ignore[override]
        return Tally(self.right + other.right, self.extra + other.extra, self.missing + other.missing)

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.extra + self.missing
        return 2 * self.right / whole if whole else 1.0


def measure(gold: Gold, record: Record) -> dict[str, Tally]:
    """The tallies of the three families."""
    return {
        "events": _matched(gold["events"], _chains(record), lambda want, chain: any(_event(record, want, each) for each in chain)),
        "statements": _matched(gold["statements"], record.statements, lambda want, each: _statement(record, want, each)),
        "statuses": _matched(gold["statuses"], record.statuses, lambda want, each: _status(record, want, each))
        + _agreements(gold, record),
    }


def _matched(gold: list[Gold], found: Iterable[Any], fits: Callable[[Gold, Any], bool]) -> Tally:
    """Each required gold item takes at most one found one; the hardest to please go first, and may displace others."""
    items = list(found)
    required = [want for want in gold if want.get("required", True)]
    options = {number: [at for at, each in enumerate(items) if fits(want, each)] for number, want in enumerate(required)}
    taken: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for at in options[number]:
            if at not in tried:
                tried.add(at)
                if at not in taken or place(taken[at], tried):
                    taken[at] = number
                    return True
        return False

    for number in sorted(options, key=lambda each: len(options[each])):
        place(number, set())
    optional = [want for want in gold if not want.get("required", True)]
    extra = [each for at, each in enumerate(items) if at not in taken and not any(fits(want, each) for want in optional)]
    return Tally(len(taken), len(extra), len(required) - len(taken))


def _chains(record: Record) -> list[list[Event]]:
    chains: dict[str, list[Event]] = {}
    for event in record.events:
        chains.setdefault(event.same_as or event.id, []).append(event)
    return list(chains.values())


def _plain(words: str) -> str:
    words = re.sub(r"['’]s\b", "", words.lower()).replace(".", "")
    return re.sub(r"^(?:the|an?) ", "", " ".join(re.findall(r"\w+", words)))


def _called(record: Record, actor: str, *, side: bool) -> set[str]:
    """What an actor may be called: its name, its mentions, and, where a side counts, the polity it acts for."""
    found = record.actor(actor)
    if found is None:
        return {actor}
    names = {_plain(found.name), *(_plain(record.words(span)) for span in found.mentions)}
    country = record.actor(found.country) if side and found.country else None
    return names | ({_plain(country.name)} if country else set())


def _fits(record: Record, actor: str | None, names: Iterable[str], *, side: bool = True) -> bool:
    return actor is not None and bool(_called(record, actor, side=side) & {_plain(name) for name in names})


def _one_fits(record: Record, actors: Iterable[str], groups: list[list[str]]) -> bool:
    return not groups or any(_fits(record, actor, names) for actor in actors for names in groups)


def _spans(record: Record, snippets: Iterable[str]) -> list[Span]:
    def folded(text: str) -> str:
        return text.translate(str.maketrans("“”‘’\n", "\"\"'' "))

    text = folded(record.document.text)
    return [match.span() for snippet in snippets for match in re.finditer(re.escape(folded(snippet)), text)]


def _event(record: Record, want: Gold, event: Event) -> bool:
    if event.type not in want["type"]:
        return False
    places = _spans(record, [want["evidence"], *want.get("evidence_also", [])])
    if not any(start < event.trigger[1] and event.trigger[0] < end for start, end in places):
        return False
    if _one_fits(record, event.sources, want["sources"]) and _one_fits(record, event.targets, want["targets"]):
        return True
    swapped = _one_fits(record, event.targets, want["sources"]) and _one_fits(record, event.sources, want["targets"])
    return bool(want.get("symmetric")) and swapped


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower().replace("’", "'")))


def _statement(record: Record, want: Gold, statement: Statement) -> bool:
    if (want["speaker"] is None) != (statement.speaker is None):
        return False
    if want["speaker"] is not None and not _fits(record, statement.speaker, want["speaker"], side=False):
        return False
    said = _words(" ".join(record.words(span) for span in statement.content))
    parts = [" ".join(want["content"]), *(part for part in want["content"] if len(part.split()) > 2)]
    return any(
        2 * sum((said & _words(part)).values()) >= SAME_WORDS * (sum(said.values()) + sum(_words(part).values())) for part in parts
    )


def _status(record: Record, want: Gold, status: Status) -> bool:
    same = status.status in want["status"] and status.polarity == (want.get("polarity") or "affirmed")
    swapped = {"recognised-by": "not-recognised-by", "not-recognised-by": "recognised-by"}.get(status.status)
    same = same or (swapped in want["status"] and status.polarity != (want.get("polarity") or "affirmed"))
    holders = [name for name in want["holder"] if name != NARRATOR]
    held = NARRATOR in want["holder"] if status.holder == NARRATOR else _fits(record, status.holder, holders)
    of = not want.get("of") or _fits(record, status.of, want["of"])
    return same and held and of and _fits(record, status.subject, want["subject"], side=False)


def _agreements(gold: Gold, record: Record) -> Tally:
    """Agreements by their parties, and within each pair that fits the types of its provisions."""
    whole = Tally(0, 0, 0)
    left = list(record.agreements)
    for want in gold["agreements"]:
        found = next((each for each in left if all(_one_fits(record, each.parties, [names]) for names in want["parties"])), None)
        if found is None:
            if want.get("required", True):
                whole += Tally(0, 0, 1 + len(want["provisions"]))
            continue
        left.remove(found)
        whole += Tally(1, 0, 0) if want.get("required", True) else Tally(0, 0, 0)
        whole += _matched(want["provisions"], found.provisions, lambda provision, each: each.type in provision["type"])
    return whole + Tally(0, len(left), 0)
