"""Whether tables of actors and persons keep the rules of the registry; each breach is told with table, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.dates import is_edtf_date
from dragoman.knowledge.actors import KINDS, Registry, Row, Words, facts, offices, words
from dragoman.knowledge.tables import rows, split

SOLE = 1
"""The rank of offices that one person holds at a time."""

HANDOVER_DAYS = 31
"""How long two holders of one office may overlap on paper: terms are given by the day, the month or the year."""

_ID = re.compile(r"(?:dr:(?:polity|org|body|group|bloc|person)/[a-z0-9]+(?:-[a-z0-9]+)*|[a-z]+:[^\s:]+)")
_CODE = re.compile(r"[A-Z]{3,}")


class Problem(NamedTuple):
    """A row that breaks a rule: what is wrong and what to do."""

    table: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.table}, line {self.line}: {self.text}"


def problems(registry: Registry, tables: set[str] | None = None) -> list[Problem]:
    """All breaches in the rows of `registry`; of `tables` alone where they are named, the others being what they stand on."""
    found = [*_actors(registry), *_names(registry), *_persons(registry), *_terms(registry), *_codes(registry), *_members(registry)]
    return sorted({each for each in found if tables is None or each.table in tables}, key=lambda each: (each.table, each.line))


def _actors(registry: Registry) -> Iterator[Problem]:
    ids = {row.cells["id"] for row in registry.actor_rows}
    polities = (row for row in registry.actor_rows if row.cells["id"].startswith("dr:polity/"))
    starts = {row.cells["code"][:3] for row in polities if row.cells["code"]} | _roles()
    seen: dict[str, Row] = {}
    for row in registry.actor_rows:
        table, line, cells = row
        if not _ID.fullmatch(cells["id"]):
            yield Problem(table, line, f"{cells['id']!r} is no id; write one as dr:org/red-cross")
        if (before := seen.setdefault(cells["id"], row)) is not row:
            yield Problem(table, line, f"{cells['id']} stands in {before.table}, line {before.line} too; keep one of them")
        if not cells["name"]:
            yield Problem(table, line, "there is no name")
        if cells["kind"] not in KINDS:
            yield Problem(table, line, f"{cells['kind']!r} is no kind of actor; write one of {', '.join(KINDS)}")
        if cells["country"] and cells["country"] not in ids:
            yield Problem(table, line, f"there is no actor {cells['country']!r} to act for; write the id of one")
        for code in split(cells["code"]):
            plain, _, interval = code.partition("@")
            if not _CODE.fullmatch(plain) or len(plain) % 3 or plain[:3] not in starts:
                yield Problem(table, line, f"{plain!r} is no code; write parts of three letters that CAMEO or the registry has")
            if interval and not _is_interval(interval):
                yield Problem(table, line, f"{interval!r} is no EDTF interval; write 2001-12-22/2014-09-29, or .. for an open end")
        if cells["valid"] and not _is_interval(cells["valid"]):
            yield Problem(table, line, f"{cells['valid']!r} is no EDTF interval; write 1991-12-21/.. for one without an end")
        yield from _point(row)
        if not cells["source"].strip():
            yield Problem(table, line, "no source is named; say where the facts are from")


def _point(row: Row) -> Iterator[Problem]:
    for name, limit in (("latitude", 90), ("longitude", 180)):
        cell = row.cells[name]
        if cell and not (re.fullmatch(r"-?\d+(\.\d+)?", cell) and abs(float(cell)) <= limit):
            yield Problem(row.table, row.line, f"{cell!r} is no {name}; write degrees between -{limit} and {limit}")


def _roles() -> set[str]:
    return {row["code"] for _, row in rows("ontology/roles.csv", "code,meaning,source")}


def _names(registry: Registry) -> Iterator[Problem]:
    """A name belongs to one actor, or to several of which no two were there at the same time."""
    owners: dict[Words, list[Row]] = {}
    for row in registry.actor_rows:
        for name in dict.fromkeys(words(each) for each in (row.cells["name"], *split(row.cells["aliases"]))):
            for other in owners.get(name, ()):
                if other.cells["id"] != row.cells["id"] and _overlap(other.cells["valid"], row.cells["valid"]):
                    mine, theirs = _blamed(other, row)
                    where = f"{theirs.table}, line {theirs.line}"
                    text = f"the name {' '.join(name)!r} is {theirs.cells['id']}'s ({where}) too; take it from one of them"
                    yield Problem(mine.table, mine.line, text)
            owners.setdefault(name, []).append(row)


def _persons(registry: Registry) -> Iterator[Problem]:
    ids = {row.cells["id"] for row in registry.actor_rows}
    titles = {office.title for office in offices().values()}
    names: dict[str, Row] = {}
    for row in registry.person_rows:
        table, line, cells = row
        if not _ID.fullmatch(cells["id"]):
            yield Problem(table, line, f"{cells['id']!r} is no id; write one as dr:person/jane-doe")
        first = names.setdefault(cells["id"], row)
        if first.cells["name"] != cells["name"]:
            text = f"{cells['id']} is {first.cells['name']!r} in {first.table}, line {first.line}; write one name, the other as an alias"
            yield Problem(table, line, text)
        if cells["gender"] not in ("m", "f", ""):
            yield Problem(table, line, f"{cells['gender']!r} is no gender; write m, f or nothing")
        if cells["office"] not in titles:
            yield Problem(table, line, f"{cells['office']!r} is no office; add it to actors/offices.csv")
        if cells["of"] not in ids:
            yield Problem(table, line, f"there is no actor {cells['of']!r}; write the id of the one whose office it is")
        dates = [cells[name] for name in ("from", "to") if cells[name]]
        for date in dates:
            if not is_edtf_date(date):
                yield Problem(table, line, f"{date!r} is no date; write 2012-05-07, 2012-05 or 2012")
        if len(dates) == 2 and dates[0][: len(dates[1])] > dates[1][: len(dates[0])]:
            yield Problem(table, line, f"the term ends ({dates[1]}) before it begins ({dates[0]})")
        if not cells["source"].strip():
            yield Problem(table, line, "no source is named; say where the facts are from")


def _terms(registry: Registry) -> Iterator[Problem]:
    """One holder at a time of an office of rank 1; nobody heads two states at once."""
    sole = {office.title for office in offices().values() if office.rank == SOLE and office.title not in _shared()}
    held: dict[tuple[str, str], list[Row]] = {}
    heads: dict[str, list[Row]] = {}
    twice: dict[tuple[str, str, str], list[Row]] = {}
    for row in registry.person_rows:
        cells = row.cells
        if not all(is_edtf_date(cells[name]) for name in ("from", "to") if cells[name]):
            continue
        if cells["office"] in sole:
            held.setdefault((cells["office"], cells["of"]), []).append(row)
            heads.setdefault(cells["id"], []).append(row)
        twice.setdefault((cells["id"], cells["office"], cells["of"]), []).append(row)
    for (office, of), found in held.items():
        for one, other in _pairs(found):
            if one.cells["id"] != other.cells["id"] and _days(one, other) > HANDOVER_DAYS:
                mine, theirs = _blamed(one, other)
                text = f"{_who(mine)} and {_who(theirs)} both are {office} of {of} at the same time; correct the dates of one"
                yield Problem(mine.table, mine.line, text)
    for found in heads.values():
        for one, other in _pairs(found):
            if one.cells["of"] != other.cells["of"] and _days(one, other) > HANDOVER_DAYS:
                mine, theirs = _blamed(one, other)
                text = f"{mine.cells['name']} cannot be {mine.cells['office']} of {mine.cells['of']} and {_who(theirs)} at once"
                yield Problem(mine.table, mine.line, text)
    for found in twice.values():
        for one, other in _pairs(found):
            if _days(one, other) > HANDOVER_DAYS:
                mine, theirs = _blamed(one, other)
                yield Problem(mine.table, mine.line, f"the term overlaps with that of {_who(theirs)}; keep one of them")


def _codes(registry: Registry) -> Iterator[Problem]:
    """Of one scheme an actor bears one code at a time, and a code is one actor's at a time."""
    seen: dict[tuple[str, str], list[facts.Code]] = {}
    for each in facts.codes():
        if each.id not in registry.entries:
            yield Problem(facts.CODES, each.line, f"there is no actor {each.id!r}; write the id of one")
        if each.scheme not in facts.SCHEMES:
            yield Problem(facts.CODES, each.line, f"{each.scheme!r} is no scheme; write one of {', '.join(facts.SCHEMES)}")
        elif not re.fullmatch(facts.SCHEMES[each.scheme], each.code):
            yield Problem(facts.CODES, each.line, f"{each.code!r} is no code of {each.scheme}")
        yield from _dated(facts.CODES, each)
        for key in (each.id, f"{each.scheme} {each.code}"):
            for other in seen.get((each.scheme, key), ()):
                if _overlap(f"{other.start or '..'}/{other.end or '..'}", f"{each.start or '..'}/{each.end or '..'}"):
                    text = f"{each.scheme} {each.code} of {each.id} overlaps with line {other.line}; correct the dates of one"
                    yield Problem(facts.CODES, each.line, text)
            seen.setdefault((each.scheme, key), []).append(each)


def _members(registry: Registry) -> Iterator[Problem]:
    """Nobody is in an organisation twice at a time."""
    seen: dict[tuple[str, str], list[facts.Membership]] = {}
    for each in facts.memberships():
        for id in (each.organisation, each.member):
            if id not in registry.entries:
                yield Problem(facts.MEMBERS, each.line, f"there is no actor {id!r}; write the id of one")
        if each.kind not in facts.MEMBER_KINDS:
            yield Problem(facts.MEMBERS, each.line, f"{each.kind!r} is none of {', '.join(facts.MEMBER_KINDS)}")
        yield from _dated(facts.MEMBERS, each)
        for other in seen.get((each.organisation, each.member), ()):
            if _overlap(f"{other.start or '..'}/{other.end or '..'}", f"{each.start or '..'}/{each.end or '..'}"):
                yield Problem(facts.MEMBERS, each.line, f"{each.member} is in {each.organisation} by line {other.line} too")
        seen.setdefault((each.organisation, each.member), []).append(each)


def _dated(table: str, fact: facts.Code | facts.Membership) -> Iterator[Problem]:
    for date in (fact.start, fact.end):
        if date is not None and not is_edtf_date(date):
            yield Problem(table, fact.line, f"{date!r} is no date; write 2012-05-07, 2012-05 or 2012")
    if not fact.source.strip():
        yield Problem(table, fact.line, "no source is named; say where the facts are from")


def _blamed(one: Row, other: Row) -> tuple[Row, Row]:
    """The row to change, which is the user's where the other is ours, and the one it breaks a rule with."""
    ours = [row.table.startswith("actors/") for row in (one, other)]
    return (one, other) if ours == [False, True] else (other, one)


def _shared() -> set[str]:
    """Offices that several hold at a time by design."""
    return {row["office"] for _, row in rows("actors/shared_offices.csv", "office,example")}


def _who(row: Row) -> str:
    return f"{row.cells['name']}, {row.cells['office']} of {row.cells['of']} ({row.table}, line {row.line})"


def _pairs(found: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    ordered = sorted(found, key=lambda row: row.cells["from"])
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            yield one, other


def _days(one: Row, other: Row) -> int:
    """How long two terms surely overlap: a year or a month is taken at its end as a start, at its beginning as an end."""
    start = max(_ordinal(row.cells["from"], late=True) for row in (one, other))
    end = min(_ordinal(row.cells["to"] or "9999", late=False) for row in (one, other))
    return max(0, end - start)


def _ordinal(date: str, *, late: bool) -> int:
    if not date:
        return 0
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    return year * 372 + ((month or (12 if late else 1)) - 1) * 31 + (day or (31 if late else 1))


def _is_interval(text: str) -> bool:
    start, slash, end = text.partition("/")
    return bool(slash) and all(part in ("..", "") or is_edtf_date(part) for part in (start, end)) and (start, end) != ("..", "..")


def _overlap(one: str, other: str) -> bool:
    """Whether two EDTF intervals share any time; an empty one is all time."""
    (start, _, end), (start_too, _, end_too) = (each.partition("/") for each in (one, other))
    late = max(each if each not in ("", "..") else "0000" for each in (start, start_too))
    early = min(each if each not in ("", "..") else "9999" for each in (end, end_too))
    return late < early
