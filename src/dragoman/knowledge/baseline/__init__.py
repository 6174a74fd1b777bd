"""What was known before any report: recognitions, statuses by holder, agreements with parties, provisions and acts.

Each row is an assertion of its holder: a recognition is held by the state that recognises, a provision by the parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from dragoman.assertions import Act, Assertion, Gathered, Held, Party, Source, Term, Treaty
from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import registry
from dragoman.knowledge.actors.facts import MEMBER_COLUMNS
from dragoman.knowledge.statuses import dimensions
from dragoman.knowledge.tables import rows, split
from dragoman.record import Polarity, ProvisionType, Stage, StatusName

HOLDER = "baseline"
"""The holder of what the parties have put in writing, as compiled in the package."""

COLUMNS = {
    "recognitions": "polity,by,from,to,source",
    "statuses": "subject,status,of,polarity,holder,from,to,source",
    "agreements": "id,name,kind,organisation,signed,in_force,ended,source",
    "parties": "agreement,party,from,to,source",
    "provisions": "agreement,type,by,to,article,condition,scope,discretion,from,until,source",
    "acts": "agreement,stage,by,toward,date,note,source",
}


@cache
def baseline() -> Gathered:
    """All baseline assertions. KnowledgeError names table and line of a row that breaks the rules."""
    return Gathered(tuple(_assertions()))


def _rows(table: str) -> Iterator[tuple[Source, Mapping[str, str]]]:
    for line, row in rows(f"baseline/{table}.csv", COLUMNS[table]):
        yield Source("baseline", f"baseline/{table}.csv, line {line}", row["source"]), row


@cache
def organisations() -> Mapping[str, str]:
    """Organisation → the agreement whose parties are its members."""
    return {row["organisation"]: row["id"] for _, row in _rows("agreements") if row["organisation"]}


def _assertions() -> Iterator[Assertion]:
    dimension = dimensions()
    for source, row in _rows("recognitions"):
        yield Held(
            row["polity"],
            "recognition",
            "recognised-by",
            row["by"],
            "affirmed",
            row["by"],
            row["by"],
            row["from"] or None,
            row["to"] or None,
            row["from"] or None,
            source,
        )
    for source, row in _rows("statuses"):
        status: StatusName = _word(source, row["status"], StatusName)
        yield Held(
            row["subject"],
            dimension[status],
            status,
            row["of"] or None,
            _word(source, row["polarity"], Polarity),
            row["holder"],
            row["holder"],
            row["from"] or None,
            row["to"] or None,
            row["from"] or None,
            source,
        )
    for source, row in _rows("agreements"):
        dates = (row["signed"] or None, row["in_force"] or None, row["ended"] or None)
        yield Treaty(row["id"], row["name"], row["kind"] or None, *dates, HOLDER, source)
    yield from _memberships()
    for source, row in _rows("parties"):
        yield Party(row["agreement"], row["party"], row["from"] or None, row["to"] or None, HOLDER, source)
    for source, row in _rows("provisions"):
        yield Term(
            row["agreement"],
            _word(source, row["type"], ProvisionType),
            split(row["by"]),
            split(row["to"]),
            row["article"] or None,
            row["condition"] or None,
            row["scope"] or None,
            row["discretion"] or None,
            row["from"] or None,
            row["until"] or None,
            HOLDER,
            source,
        )
    for source, row in _rows("acts"):
        stage: Stage = _word(source, row["stage"], Stage)
        yield Act(row["agreement"], stage, split(row["by"]), split(row["toward"]), row["date"], None, row["note"], HOLDER, source)


def _word(source: Source, word: str, words: Any) -> Any:
    """A word of a closed vocabulary."""
    if word not in get_args(words):
        raise KnowledgeError(source.uri, None, f"{word!r} is none of {', '.join(get_args(words))}")
    return word


def _memberships() -> Iterator[Assertion]:
    """Membership of organisations that no agreement of the baseline made: the organisation stands for its charter."""
    known = registry().entries
    named: set[str] = set()
    for line, row in rows("actors/members.csv", MEMBER_COLUMNS):
        id = row["organisation"]
        if row["kind"] != "member" or id in organisations() or id not in known:
            continue
        source = Source("baseline", f"actors/members.csv, line {line}", row["source"])
        if id not in named:
            named.add(id)
            start, _, end = (known[id].valid or "").partition("/")
            yield Treaty(
                id, known[id].name, "organisation", None, start or None, end if end not in ("", "..") else None, HOLDER, source
            )
        yield Party(id, row["member"], row["from"] or None, row["to"] or None, HOLDER, source)
