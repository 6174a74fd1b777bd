"""Facts between actors and the world's lists: codes in other schemes, and who belongs to which organisation since when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.actors import COLUMNS, TABLES, covers
from dragoman.knowledge.tables import rows

CODES, MEMBERS = "actors/codes.csv", "actors/members.csv"
CODE_COLUMNS = "id,scheme,code,from,to,source"
MEMBER_COLUMNS = "organisation,member,from,to,kind,source"
SCHEMES = {"cow": r"\d{1,3}", "gw": r"\d{1,3}", "iso3166-2": r"[A-Z]{2}-[A-Z0-9]{1,3}", "user-assigned": r"[A-Z]{3}"}
"""The lists that codes are of, with the shape of a code: Correlates of War, Gleditsch and Ward, ISO 3166-2, in use outside ISO."""

MEMBER_KINDS = ("member", "observer")


class Code(NamedTuple):
    """The code an actor bears in a list of others, between two EDTF dates; `line` is that of the table."""

    id: str
    scheme: str
    code: str
    start: str | None
    end: str | None
    source: str
    line: int


class Membership(NamedTuple):
    """That an actor is a member or an observer of an organisation, between two EDTF dates."""

    organisation: str
    member: str
    start: str | None
    end: str | None
    kind: str
    source: str
    line: int

    def covers(self, on: str) -> bool:
        """Whether it holds on an EDTF date."""
        return covers(self.start, self.end, on)


@cache
def codes() -> tuple[Code, ...]:
    """All codes of the table, in its order."""
    return tuple(
        Code(row["id"], row["scheme"], row["code"], row["from"] or None, row["to"] or None, row["source"], line)
        for line, row in rows(CODES, CODE_COLUMNS)
    )


@cache
def memberships() -> tuple[Membership, ...]:
    """All memberships of the table, in its order."""
    return tuple(
        Membership(row["organisation"], row["member"], row["from"] or None, row["to"] or None, row["kind"], row["source"], line)
        for line, row in rows(MEMBERS, MEMBER_COLUMNS)
    )


def members(organisation: str, on: str | None = None) -> tuple[str, ...]:
    """The ids of the members of an organisation, on an EDTF date or ever."""
    found = (
        each.member
        for each in memberships()
        if each.organisation == organisation and each.kind == "member" and (on is None or each.covers(on))
    )
    return tuple(dict.fromkeys(found))


@cache
def wikidata() -> Mapping[str, str]:
    """The Wikidata ids of the registry's actors, as far as they are known."""
    found = (row for table in TABLES for _, row in rows(f"actors/{table}.csv", COLUMNS))
    return {row["id"]: row["wikidata"] for row in found if row["wikidata"]}
