"""Names of places in parses built by hand, and where they lie by the rest of the text."""

from __future__ import annotations

import re

import pytest
from conftest import Build

from dragoman.reading.locating import locate
from dragoman.reading.places import places, resolve
from dragoman.reading.toponyms import toponyms
from dragoman.record import Block, Document


def paper(text: str, uri: str = "text") -> Document:
    return Document("doc:0", uri, None, None, None, "en", (), None, (Block("body", (0, len(text))),), text)


def where(text: str, *names: str, uri: str = "text") -> list[str | None]:
    """The codes of country and division of each name, in the order given."""
    spans = sorted(match.span() for name in dict.fromkeys(names) for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text))
    found = dict(zip(spans, locate(paper(text, uri), spans), strict=True))
    told: dict[str, str | None] = {}
    for span, at in found.items():
        told[text[slice(*span)]] = at and f"{at.filed}/{at.division}" if at and at.kind != "country" else at and at.filed
    return [told[name] for name in names]


@pytest.mark.parametrize(
    ("text", "names", "codes"),
    [
        ("Georgia and Armenia opened a road through Tbilisi.", ["Georgia"], ["GE"]),
        ("Crews from Atlanta and Macon crossed Georgia.", ["Georgia", "Macon"], ["US/GA", "US/GA"]),
        ("He left Paris for Lyon.", ["Paris"], ["FR/11"]),
        ("Jordan and Syria closed the road to Amman.", ["Jordan"], ["JO"]),
        ("Columbus lies south of Cleveland and Toledo in Ohio.", ["Columbus"], ["US/OH"]),
        ("She moved from Perth to Long Beach, CA in May.", ["Long Beach", "CA"], ["US/CA", "US/CA"]),
        ("Shells hit Krasnohorivka, Donetsk Oblast, at noon.", ["Krasnohorivka"], ["UA/05"]),
        ("They reached Tskhinvali (Tskhinval) by road.", ["Tskhinvali", "Tskhinval"], ["GE/73", "GE/73"]),
        ("Clark and Madison counties lie in Ohio, near Springfield.", ["Clark", "Madison", "Ohio"], ["US/OH", "US/OH", "US/OH"]),
        ("Oxford and Cambridge in England met.", ["Oxford", "Cambridge"], ["GB/ENG", "GB/ENG"]),
        ("The Soviet Union sent ships to Cuba.", ["Soviet Union", "Cuba"], ["None", "CU"]),
        ("Washington told Moscow and Beijing.", ["Washington"], ["US/DC"]),
        ("Rain fell in Washington state, from Seattle to Spokane.", ["Washington"], ["US/WA"]),
        ("Aid went to northern Iraq and far western Nepal.", ["northern Iraq", "far western Nepal"], ["IQ", "NP"]),
    ],
)
def test_a_name_lies_where_the_text_puts_it(text: str, names: list[str], codes: list[str]) -> None:
    found = ["None" if code in (None, "None/None") else code for code in where(text, *names)]
    assert found == codes


def test_a_name_that_was_placed_once_stays_there() -> None:
    text = "A farm in Paris, Texas, burnt down. Paris has one fire engine."
    spans = [match.span() for match in re.finditer("Paris|Texas", text)]
    assert {at.division for at in locate(paper(text), spans) if at} == {"TX"}


def test_the_outlet_tells_which_town_is_meant() -> None:
    text = "The council of Athens met on Monday."
    assert where(text, "Athens") == ["GR/ESYE31"]
    assert where(text, "Athens", uri="https://onlineathens.com/a") == ["US/GA"]


def test_a_name_nobody_knows_has_no_point_and_harms_no_other() -> None:
    unknown, kenya = resolve(paper("Qwxyzistan and Kenya"), [(0, 10), (15, 20)])
    assert (unknown.name, unknown.latitude, unknown.country) == ("Qwxyzistan", None, None)
    assert (kenya.name, kenya.country) == ("Kenya", "KEN")


def test_a_contested_place_has_the_territory_for_its_country() -> None:
    (place,) = resolve(paper("Sukhumi"), [(0, 7)])
    assert place.country == "dr:polity/abkhazia"


FOUND = [
    (
        "a government that is called by its capital",
        "Moscow Moscow PROPN nsubj 2\nsaid say VERB root 0\nnothing nothing PRON obj 2",
        ((0, 1, "LOC"),),
        ["Moscow"],
    ),
    (
        "a polity the model missed",
        "Russia Russia PROPN nsubj 2\nleft leave VERB root 0\nKenya Kenya PROPN obj 2",
        (),
        ["Russia", "Kenya"],
    ),
    (
        "the state in the name of its police",
        "Ohio Ohio PROPN compound 3\nState State PROPN compound 3\nPolice Police PROPN nsubj 4\ncame come VERB root 0",
        ((0, 3, "ORG"),),
        ["Ohio"],
    ),
    (
        "the whole of a name the model cut",
        "off off ADP case 2\nRed Red PROPN obl 4\nSea Sea PROPN flat 2\nsank sink VERB root 0",
        ((1, 2, "LOC"),),
        ["Red Sea"],
    ),
    (
        "the place of a member after the party",
        "Lee Lee PROPN root 0\nD D PROPN appos 1\n+- - PUNCT punct 4\n+Ohio Ohio PROPN flat 2",
        ((1, 4, "PER"),),
        ["Ohio"],
    ),
    ("no person", "Paris Paris PROPN nsubj 3\nHilton Hilton PROPN flat 1\nflew fly VERB root 0", ((0, 2, "PER"),), []),
    ("no people", "Georgian Georgian ADJ amod 2\nwine wine NOUN root 0", ((0, 1, "LOC"),), []),
    ("no bloc", "the the DET det 2\nWest West PROPN nsubj 3\nspoke speak VERB root 0", ((1, 2, "LOC"),), []),
    ("no month", "in in ADP case 2\nMarch March PROPN obl 3\nleft leave VERB root 0", (), []),
    ("no currency", "paid pay VERB root 0\nUS$ US$ SYM obj 1\n5 5 NUM nummod 2", (), []),
]


@pytest.mark.parametrize(("lines", "entities", "names"), [each[1:] for each in FOUND], ids=[each[0] for each in FOUND])
def test_what_is_a_name_of_a_place(build: Build, lines: str, entities: tuple[tuple[int, int, str], ...], names: list[str]) -> None:
    parse = build(lines, entities)
    document = paper(parse.text)
    spans = toponyms(document, parse)
    assert [parse.text[slice(*span)] for span in spans] == names
    assert [place.span for place in places(document, parse)] == spans


def test_the_place_of_a_dateline_is_found_though_it_is_not_parsed(build: Build) -> None:
    parse = build("It it PRON nsubj 2\nrained rain VERB root 0")
    text = f"{parse.text} NAIROBI (AFP) -"
    line = (len(parse.text) + 1, len(text))
    document = Document("doc:0", "text", None, None, None, "en", (), None, (Block("dateline", line),), text)
    assert [text[slice(*span)] for span in toponyms(document, parse)] == ["NAIROBI"]
