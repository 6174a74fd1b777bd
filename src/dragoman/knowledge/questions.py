"""The closed set of question forms that `dragoman ask` understands."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows, split

FORMS = (
    "status",
    "recognises",
    "withdrew",
    "obligations",
    "agreements",
    "parties",
    "left",
    "steps",
    "positions",
    "history",
)
_ON = re.compile(r"[,\s]+(?:on|in|as of|at)\s+(\d{4}(?:-\d\d){0,2})$")


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
    """All forms, those with more fixed words first."""
    found = []
    for line, row in rows("questions.csv", "form,question,kinds,example"):
        if row["form"] not in FORMS:
            raise KnowledgeError("questions.csv", line, f"{row['form']!r} is none of {', '.join(FORMS)}")
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(row["question"])).replace("recognise", "recogni[sz]e")
        found.append(Form(row["form"], split(row["kinds"]), row["question"], re.compile(pattern, re.IGNORECASE), row["example"]))
    return tuple(sorted(found, key=lambda form: -len(re.sub(r"\{\w+\}", "", form.question))))


def understood(question: str) -> Asked | None:
    """What a question asks, None where it is put in no known form."""
    plain = " ".join(question.replace("’", "'").split()).rstrip("?! .")
    on = _ON.search(plain)
    asked = plain[: on.start()] if on else plain
    for form in question_forms():
        match = form.pattern.fullmatch(asked)
        if match:
            return Asked(form, match.groupdict(), on[1] if on else None)
    return None
