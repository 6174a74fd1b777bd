"""The registry of actors: its tables keep their rules, names and offices are found, files of a user's own are laid over it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError, NotFound
from dragoman.knowledge.actors import COLUMNS, PERSON_COLUMNS, covers, facts, registry
from dragoman.knowledge.actors.check import problems
from dragoman.knowledge.actors.coverage import coverage, spans
from dragoman.knowledge.actors.lookup import find, show
from dragoman.knowledge.actors.own import read

ROW = dict.fromkeys(COLUMNS.split(","), "") | {
    "id": "dr:group/blue-army",
    "name": "Blue Army of Norland",
    "kind": "armed-group",
    "country": "dr:polity/georgia",
    "code": "GEOREB",
    "source": "made up",
}
PERSON = {
    "id": "dr:person/jane-doe",
    "name": "Jane Doe",
    "aliases": "",
    "gender": "f",
    "office": "president",
    "of": "dr:polity/georgia",
    "from": "2031",
    "to": "2035",
    "source": "made up",
}


def written(path: Path, columns: str, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns.split(","))
        table.writeheader()
        table.writerows(rows)
    return path


def test_our_own_tables_keep_the_rules() -> None:
    assert [str(each) for each in problems(registry())] == []


def test_the_world_is_there() -> None:
    kinds = [entry.kind for entry in registry().entries.values()]
    assert kinds.count("state") >= 195
    assert kinds.count("de-facto-state") >= 12
    assert kinds.count("armed-group") >= 150
    assert kinds.count("government-body") >= 200


@pytest.mark.parametrize(
    ("columns", "row", "change", "told"),
    [
        (COLUMNS, ROW, {"id": "Blue Army"}, "'Blue Army' is no id"),
        (COLUMNS, ROW, {"kind": "army"}, "'army' is no kind of actor"),
        (COLUMNS, ROW, {"country": "dr:polity/norland"}, "there is no actor 'dr:polity/norland'"),
        (COLUMNS, ROW, {"code": "QQQREB"}, "'QQQREB' is no code"),
        (COLUMNS, ROW, {"code": "GEO@1999"}, "'1999' is no EDTF interval"),
        (COLUMNS, ROW, {"valid": "since 1999"}, "'since 1999' is no EDTF interval"),
        (COLUMNS, ROW, {"latitude": "95"}, "'95' is no latitude"),
        (COLUMNS, ROW, {"source": ""}, "no source is named"),
        (COLUMNS, ROW, {"aliases": "Abkhazia"}, "the name 'Abkhazia' is dr:polity/abkhazia's"),
        (PERSON_COLUMNS, PERSON, {"office": "boss"}, "'boss' is no office"),
        (PERSON_COLUMNS, PERSON, {"of": "dr:polity/norland"}, "there is no actor 'dr:polity/norland'"),
        (PERSON_COLUMNS, PERSON, {"gender": "x"}, "'x' is no gender"),
        (PERSON_COLUMNS, PERSON, {"from": "May 2031"}, "'May 2031' is no date"),
        (PERSON_COLUMNS, PERSON, {"to": "2030"}, "the term ends (2030) before it begins (2031)"),
        (PERSON_COLUMNS, PERSON, {"from": "2014", "to": "2017"}, "both are president of dr:polity/georgia at the same time"),
        (PERSON_COLUMNS, PERSON, {"source": " "}, "no source is named"),
    ],
)
def test_a_breach_is_told_with_its_line(
    tmp_path: Path, columns: str, row: dict[str, str], change: dict[str, str], told: str
) -> None:
    path = written(tmp_path / "own.csv", columns, row | change)
    lines = []
    try:
        lines = [str(each) for each in problems(registry(str(path)))]
    except KnowledgeError as error:
        lines = [str(error)]
    assert any(line.startswith(f"{path}, line 2: ") and told in line for line in lines) or any(told in line for line in lines)


def test_a_person_cannot_head_two_states_at_once(tmp_path: Path) -> None:
    rows = (PERSON, PERSON | {"of": "dr:polity/armenia", "office": "prime minister"})
    path = written(tmp_path / "own.csv", PERSON_COLUMNS, *rows)
    assert any("at once" in str(each) for each in problems(registry(str(path)), {str(path)}))


def test_own_rows_go_over_ours(tmp_path: Path) -> None:
    path = written(
        tmp_path / "own.csv", COLUMNS, ROW, ROW | {"id": "dr:polity/georgia", "name": "Georgia", "kind": "state", "code": "GGG"}
    )
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")  # as spreadsheets save it
    laid = registry(str(path))
    assert laid.entries["dr:polity/georgia"].code == "GGG"
    assert [named.id for _, _, named in laid.find_names("The Blue Army of Norland") if not isinstance(named, str)] == [ROW["id"]]
    assert registry().entries["dr:polity/georgia"].code == "GEO"


DICTIONARY = """\
; a comment
JANE_DOE_ ; another
+DOE
\t[GEOELI <040125]
\t[GEOGOV 040125-131117]
BLUE_ARMY_OF_NORLAND_  [GEOREB]
+BAN
NOTHING_
&NATIONS [AFR]
"""


def test_a_petrarch_dictionary_is_read_and_what_it_cannot_say_is_told(tmp_path: Path) -> None:
    path = tmp_path / "actors.txt"
    path.write_text(DICTIONARY, encoding="utf-8")
    own = read(path)
    entries = registry(str(path)).entries
    person, group = (entries[row.cells["id"]] for row in own.actors)
    assert (person.name, person.country, person.code_on("2010-05"), person.code_on("2003"), person.code_on(None)) == (
        "Jane Doe",
        "dr:polity/georgia",
        "GEOGOV",
        "GEOELI",
        None,
    )
    assert (group.kind, group.code, own.actors[1].cells["aliases"]) == ("armed-group", "GEOREB", "Ban|BAN")
    assert {(note.line, note.problem.split()[0]) for note in own.notes} >= {(8, "Nothing"), (9, "'&NATIONS'")}


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xfe\x00", "no UTF-8"), (b"hello\nworld\n", "neither a table of actors"), (None, "cannot be read")],
)
def test_a_file_that_is_none_of_these_is_refused(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "own.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=told):
        read(path)


@pytest.mark.parametrize(
    ("start", "end", "on", "held"),
    [
        ("2012-05-07", None, "2015", True),
        ("2012-05-07", None, "2012-05-06", False),
        ("2012", "2014", "2014-12-31", True),
        (None, "2014-06", "2014-07-01", False),
        ("..", "..", "1900", True),
    ],
)
def test_terms_hold_to_the_precision_of_their_dates(start: str | None, end: str | None, on: str, held: bool) -> None:
    assert covers(start, end, on) is held


@pytest.mark.parametrize(
    ("name", "on", "id"),
    [
        ("Tskhinvali", None, "dr:polity/south-ossetia"),
        ("Georgian president", "2015-03-18", "dr:person/giorgi-margvelashvili"),
        ("president of Russia", "2010", "dr:person/dmitry-medvedev"),
        ("the president of the United States", "2003-03", "dr:person/george-w-bush"),
        ("Xi", None, "dr:person/xi-jinping"),
        ("Lavrov", "2015", "dr:person/sergei-lavrov"),
    ],
)
def test_names_and_offices_are_found(name: str, on: str | None, id: str) -> None:
    assert id in [each.id for each in find(name, on)]


def test_near_spellings_are_offered_and_never_taken() -> None:
    with pytest.raises(NotFound, match="it knows Abkhazia"):
        find("Abkhasia")
    with pytest.raises(NotFound, match="dr:polity/georgia"):
        list(show("dr:polity/gorgia"))


def test_all_that_is_known_of_one_actor_is_shown() -> None:
    shown = dict(show("dr:polity/georgia"))
    assert shown["iso3"] == "GEO"
    assert "Georgian" in shown["adjectives"]
    assert shown["source"].startswith("actors/states.csv, line ")
    offices = [value for name, value in show("dr:person/vladimir-putin") if name == "office"]
    assert "president of Russia, 2012-05-07 to .." in offices


def test_heads_are_known_for_nearly_all_states_and_years() -> None:
    found = {each.office: each for each in coverage(registry(), 1990, 2025)}
    heads = found["head of state or government"]
    assert heads.covered / heads.whole >= 0.99, [(gap.state, spans(gap.years)) for gap in heads.gaps]
    ministers = found["foreign minister"]
    assert ministers.covered / ministers.whole >= 0.38


def test_years_are_told_as_ranges() -> None:
    assert spans((1990, 1991, 1993, 1995, 1996, 1997)) == "1990-1991, 1993, 1995-1997"


@pytest.mark.parametrize(
    ("organisation", "on", "number"),
    [
        ("dr:org/united-nations", "2024", 193),
        ("dr:org/nato", "1990", 16),
        ("dr:org/nato", "2024-06", 32),
        ("dr:org/european-union", "2004-03", 15),
        ("dr:org/european-union", "2021", 27),
        ("dr:org/csto", "2015", 6),
        ("dr:org/african-union", "2017-02", 55),
        ("dr:org/arab-league", "2000", 22),
    ],
)
def test_organisations_have_their_members_on_a_date(organisation: str, on: str, number: int) -> None:
    assert len(facts.members(organisation, on)) == number


def test_every_member_of_the_united_nations_bears_the_usual_codes() -> None:
    for id in facts.members("dr:org/united-nations", "2024"):
        entry = registry().entries[id]
        assert entry.kind == "state", id
        assert None not in (entry.iso3, entry.code), id
        assert {code.scheme for code in facts.codes() if code.id == id} >= {"cow", "gw"}, id


@pytest.mark.parametrize(
    ("name", "on", "id"),
    [
        ("Kyiv", None, "dr:polity/ukraine"),
        ("Burma", None, "dr:polity/myanmar"),
        ("Ivory Coast", None, "dr:polity/ivory-coast"),
        ("Swaziland", None, "dr:polity/eswatini"),
        ("Macedonia", None, "dr:polity/north-macedonia"),
        ("Tskhinval", None, "dr:polity/south-ossetia"),
        ("Herzeg-Bosnia", "1993", "dr:polity/herzeg-bosnia"),
        ("Ichkeria", "1996", "dr:polity/chechen-republic-of-ichkeria"),
        ("president of South Ossetia", "2015-03-18", "dr:person/leonid-tibilov"),
        ("NATO secretary-general", "1992", "dr:person/manfred-worner"),
        ("prime minister of Samoa", "2010", "dr:person/tuilaepa-sailele-malielegaoi"),
    ],
)
def test_spellings_contested_polities_and_past_heads_are_found(name: str, on: str | None, id: str) -> None:
    assert id in [each.id for each in find(name, on)]
