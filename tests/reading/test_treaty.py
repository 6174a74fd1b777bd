"""The text of a treaty itself: its parties, its signature and its provisions by article."""

from __future__ import annotations

from pathlib import Path

import dragoman
from dragoman.record import Agreement

DEFENCE = {
    ("1", "dispute-settlement"),
    ("1", "non-aggression"),
    ("2", "joint-security"),
    ("3", "consultation"),
    ("4(1)", "defence"),
    ("5", "basing"),
    ("6", "no-other-alliance"),
    ("7", "arms"),
}
NEIGHBOURS = {
    ("I", "territory"),
    ("II(1)", "non-aggression"),
    ("III", "customs"),
    ("IV", "free-movement"),
    ("V", "economic-aid"),
    ("V", "citizenship"),
    ("VI", "prisoner-exchange"),
    ("VI", "inspection"),
    ("VII", "withdrawal"),
    ("VIII", "foreign-policy"),
    ("VIII", "consultation"),
    ("IX", "dispute-settlement"),
}


def read(root: Path, name: str) -> Agreement:
    (agreement,) = dragoman.read(root / "tests" / "articles" / "treaties" / f"{name}.txt", kind="treaty").agreements
    return agreement


def terms(agreement: Agreement) -> set[tuple[str | None, str]]:
    return {(each.article, each.type) for each in agreement.provisions}


def test_a_defence_treaty_gives_its_provisions_by_article(root: Path) -> None:
    agreement = read(root, "mutual-defence")
    assert set(agreement.parties) == {"dr:polity/estonia", "dr:polity/finland", "dr:polity/norway"}
    assert (agreement.signed, agreement.place, agreement.stage) == ("2031-03-04", "Oslo", "signed")
    assert terms(agreement) == DEFENCE


def test_a_treaty_of_two_parties_tells_who_owes_what_to_whom(root: Path) -> None:
    agreement = read(root, "neighbours")
    assert set(agreement.parties) == {"dr:polity/moldova", "dr:polity/romania"}
    assert terms(agreement) >= NEIGHBOURS
    aid = next(each for each in agreement.provisions if each.type == "economic-aid")
    assert (aid.by, aid.to) == (("dr:polity/romania",), ("dr:polity/moldova",))


def test_a_condition_is_kept_with_its_words(root: Path) -> None:
    record = dragoman.read(root / "tests" / "articles" / "treaties" / "mutual-defence.txt", kind="treaty")
    consult = next(each for each in record.agreements[0].provisions if each.type == "consultation")
    assert consult.condition is not None
    assert "threatened" in record.words(consult.condition)


def test_a_text_without_parties_gives_no_agreement() -> None:
    assert dragoman.read_text("Article 1\n\nThe Parties shall consult each other.", kind="treaty", force=True).agreements == ()
