"""The closed set of question forms that `dragoman ask` understands.

A form is words with slots in braces, `(a|b)` for either, `(a)?` for what may be left out, and words in capitals for those of
`question_words.csv`. The date asked of may stand anywhere: *on 2015-03-18*, *in March 2015*, *as of 18 March 2015*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.dates import MONTH, YEAR, month_number, written_dates
from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows, split

FORMS = (
    "status",
    "recognises",
    "withdrew",
    "obligations",
    "allies",
    "agreements",
    "parties",
    "left",
    "steps",
    "positions",
    "history",
)
_AT = r"(?:^|[,\s]+)(?:on|in|as of|at|by|during|since)\s+(?:the year )?"
_PLAIN = re.compile(rf"{_AT}(\d{{4}}(?:-\d\d){{0,2}})(?![-\d])", re.IGNORECASE)
_MONTH = re.compile(rf"{_AT}(?P<month>{MONTH})\s+(?P<year>{YEAR})\b", re.IGNORECASE)
_AT_END = re.compile(rf"{_AT}(?:the )?$", re.IGNORECASE)
_SECOND = re.compile(r"in (.+?)'s (view|eyes|opinion),? and (?:in )?(.+?)'s(?: view| eyes| opinion)?$")


class Form(NamedTuple):
    """A way to put a question: the function that answers it, the words that narrow it, and the pattern with its slots."""

    name: str
    kinds: tuple[str, ...]
    question: str
    pattern: re.Pattern[str]
    example: str


class Asked(NamedTuple):
    """A question understood: its form, what fills its slots, and the EDTF date it asks of."""

    form: Form
    slots: dict[str, str]
    on: str | None


@cache
def question_forms() -> tuple[Form, ...]:
    """All forms, as they stand in the table."""
    found = []
    for line, row in rows("questions.csv", "form,question,kinds,example"):
        if row["form"] not in FORMS:
            raise KnowledgeError("questions.csv", line, f"{row['form']!r} is none of {', '.join(FORMS)}")
        try:
            pattern = re.compile(_pattern(row["question"]), re.IGNORECASE)
        except re.error as error:
            raise KnowledgeError("questions.csv", line, f"the question is no pattern: {error}") from None
        found.append(Form(row["form"], split(row["kinds"]), row["question"], pattern, row["example"]))
    return tuple(found)


def understood(question: str) -> Asked | None:
    """What a question asks, by the form that leaves the least to its slots; None where it is put in no known form."""
    plain, on = _dated(" ".join(question.replace("’", "'").split()).rstrip("?! ."))
    plain = _SECOND.sub(r"in \1 and \3's \2", _idle().sub("", plain).strip(" ,"))
    matches = ((form, match.groupdict()) for form in question_forms() if (match := form.pattern.fullmatch(plain)))
    form, slots = min(matches, key=lambda each: sum(map(len, each[1].values())), default=(None, {}))
    return Asked(form, slots, on) if form else None


def _dated(question: str) -> tuple[str, str | None]:
    """The question without its date, and the date."""
    for start, end, on in _dates(question):
        return " ".join(f"{question[:start]} {question[end:]}".split()).strip(" ,"), on
    return question, None


def _dates(question: str) -> Iterator[tuple[int, int, str]]:
    for day in written_dates(question):
        before = _AT_END.search(question[: day.start])
        if before:
            yield before.start(), day.end, day.edtf
    for month in _MONTH.finditer(question):
        yield month.start(), month.end(), f"{month['year']}-{month_number(month['month']):02}"
    for plain in _PLAIN.finditer(question):
        yield plain.start(), plain.end(), plain[1]


@cache
def _words() -> dict[str, str]:
    return {row["name"]: row["pattern"] for _, row in rows("question_words.csv", "name,pattern")}


@cache
def _idle() -> re.Pattern[str]:
    """What may follow a question and asks nothing more."""
    return re.compile(rf",? (?:{_words()['IDLE']})$", re.IGNORECASE)


def _pattern(question: str) -> str:
    """The regular expression of a form."""
    text = re.sub(r"\b[A-Z]{2,}\b", lambda word: f"({_words().get(word[0], word[0])})", question)
    text = re.sub(r"\(([^()]*)\)\? ", r"(?:(?:\1) )?", text)
    text = re.sub(r" \(([^()]*)\)\?$", r"(?: (?:\1))?", text)
    text = re.sub(r"(?<!\?:)\((?!\?)", "(?:", text)
    text = re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", text)
    return text.replace("recognis", "recogni[sz]")
