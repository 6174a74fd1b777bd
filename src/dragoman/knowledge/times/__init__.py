"""What time expressions are made of: words by class, the patterns of the rules that read them, events that date others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows

WORDS, PARTS, RULES, OUTLOOK = "times/words.csv", "times/parts.csv", "times/rules.csv", "times/outlook.csv"
EVENTS = "times/events.csv"
RULE_COLUMNS = "rule,pattern,reading,example,value"


class Word(NamedTuple):
    """The class of a word and its value as the table writes it (a month's number, a unit's letter in ISO 8601)."""

    kind: str
    value: str


class Rule(NamedTuple):
    """A rule: its name, its pattern over classes of words, the reading that values it, an example in brackets and its value."""

    line: int
    rule: str
    pattern: str
    reading: str
    example: str
    value: str


@cache
def time_words() -> Mapping[str, Word]:
    """Word in small letters → its class and value."""
    return {row["word"]: Word(row["class"], row["value"]) for _, row in rows(WORDS, "word,class,value")}


@cache
def time_parts() -> Mapping[str, str]:
    """Name in capitals → the pattern that several rules share."""
    return {row["part"]: row["pattern"] for _, row in rows(PARTS, "part,pattern")}


@cache
def time_rules() -> tuple[Rule, ...]:
    """The rules, in the order that decides between two of equal reach."""
    found = tuple(Rule(line, **row) for line, row in rows(RULES, RULE_COLUMNS))
    seen: set[str] = set()
    for rule in found:
        if rule.rule in seen:
            raise KnowledgeError(RULES, rule.line, f"there are two rules {rule.rule!r}")
        seen.add(rule.rule)
    return found


@cache
def outlooks() -> Mapping[str, str]:
    """Lemma → where what hangs on it lies: `ahead` of it, in the `same` time as it, or in the present of a report (`now`)."""
    return {row["word"]: row["outlook"] for _, row in rows(OUTLOOK, "word,outlook,example")}


class NamedEvent(NamedTuple):
    """An event that dates others by its name (*since the Cold War*): first and last day, month or year, as EDTF."""

    line: int
    name: str
    start: str
    end: str

    @property
    def edtf(self) -> str:
        """Its time as an EDTF date or interval."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


@cache
def named_events() -> Mapping[str, NamedEvent]:
    """Name in small letters → the event."""
    return {
        row["name"].lower(): NamedEvent(line, row["name"], row["start"], row["end"])
        for line, row in rows(EVENTS, "name,start,end,source")
    }
