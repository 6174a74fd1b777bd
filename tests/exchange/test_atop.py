"""ATOP's member-level file as assertions, and the pairs computed from it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.assertions import Gathered
from dragoman.errors import NotImportable
from dragoman.exchange.atop import by_registry, cow_number, read_atop
from dragoman.queries import pairs

HEADER = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,defense,offense,neutral,nonagg,consul,defcon"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "members.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_one_sided_pledge_is_owed_one_way(tmp_path: Path) -> None:
    path = write(tmp_path, "9,2,1951,9,8,1960,6,22,0,1,0,0,0,1,1", "9,740,1951,9,8,1960,6,22,0,0,0,0,0,1,0")
    found = {(each.by, each.to, each.type) for each in pairs(read_atop(path), ["atop:9"], 1955, 1955)}
    assert found == {
        ("cow:2", "cow:740", "defence"),
        ("cow:2", "cow:740", "consultation"),
        ("cow:740", "cow:2", "consultation"),
    }


def test_phases_and_reentry_leave_gaps(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "7,651,1950,6,17,1979,3,31,1,1,0,0,0,0,0",
        "7,651,1989,5,23,0,0,0,2,1,0,0,0,0,0",
        "7,652,1950,6,17,0,0,0,0,1,0,0,0,0,0",
    )
    years = [each.year for each in pairs(read_atop(path), ["atop:7"], 1975, 1992) if each.by == "cow:652"]
    assert years == [*range(1975, 1980), *range(1989, 1993)]


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dyads.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NotImportable, match="line 1: no column atopid"):
        read_atop(path)
    with pytest.raises(NotImportable, match="line 2: yrent is 'soon'"):
        read_atop(write(tmp_path, "9,2,soon,9,8,0,0,0,0,1,0,0,0,1,1"))
    with pytest.raises(NotImportable, match="check the path"):
        read_atop(tmp_path / "absent.csv")


def test_atop_gives_as_many_pairs_as_it_did(shared: Path) -> None:
    known = read_atop(shared / "gold" / "knowledge" / "atop_members.csv")
    found = list(pairs(known, [each.id for each in known.treaties()], 1815, 2016))
    assert len({(each.by, each.to, each.year) for each in found}) > 250_000
    assert found == sorted(found)


def test_the_registry_says_who_bore_a_number_when(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "9,365,1950,2,14,0,0,0,0,1,0,0,0,0,0",
        "9,710,1950,2,14,0,0,0,0,1,0,0,0,0,0",
        "9,245,1950,2,14,0,0,0,0,0,0,0,0,1,0",
    )
    found = list(pairs(by_registry(read_atop(path)), ["atop:9"], 1990, 1992))
    owed = {(each.by, each.year) for each in found if each.to == "dr:polity/china"}
    assert owed >= {
        ("dr:polity/soviet-union", 1990),
        ("dr:polity/soviet-union", 1991),
        ("dr:polity/russia", 1992),
        ("cow:245", 1992),
    }
    assert ("dr:polity/soviet-union", 1992) not in owed
    assert [cow_number(each) for each in ("dr:polity/russia", "dr:polity/soviet-union", "cow:245", "dr:polity/abkhazia")] == [
        365,
        365,
        245,
        None,
    ]


def test_the_registry_changes_no_pair_of_atop(shared: Path) -> None:
    known = read_atop(shared / "gold" / "knowledge" / "atop_members.csv")
    agreements = [each.id for each in known.treaties()]
    number = cache(cow_number)

    def numbers(found: Gathered) -> set[tuple[int | None, int | None, int, str]]:
        return {(number(each.by), number(each.to), each.year, each.type) for each in pairs(found, agreements, 1815, 2016)}

    assert numbers(by_registry(known)) == numbers(known)
