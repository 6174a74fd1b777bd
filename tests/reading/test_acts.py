"""Promises, demands, refusals and threats are coded as such, whatever they are of."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.knowledge.verbs import cameo, recoding
from dragoman.record import Event


def only(text: str) -> Event:
    """The one event of a sentence that stands under no other."""
    (event,) = [each for each in dragoman.read_text(text, force=True).events if each.under is None]
    return event


@pytest.mark.parametrize(
    ("text", "type", "modality"),
    [
        ("Norway said it will release the sailors.", "AGREE", "planned"),
        ("Syria is willing to withdraw its troops from Lebanon.", "AGREE", "planned"),
        ("France will not lift the ban on Poland.", "REJECT", "denied"),
        ("Egypt will impose sanctions on Sudan.", "THREATEN", "planned"),
        ("Iran released the sailors.", "RETREAT", "actual"),
    ],
)
def test_what_is_said_of_an_event_decides_its_type_and_its_modality_stays(text: str, type: str, modality: str) -> None:
    event = only(text)
    assert (event.type, event.modality) == (type, modality)


def test_what_is_agreed_on_stands_under_the_agreement_and_names_its_target() -> None:
    record = dragoman.read_text("Germany agreed to give aid to Ukraine.", force=True)
    outer = next(event for event in record.events if event.under is None)
    assert outer.type == "AGREE"
    assert outer.targets == ("dr:polity/ukraine",)
    assert {event.under for event in record.events} <= {None, outer.id}


def test_a_retreat_that_is_decided_on_is_a_concession_one_that_is_agreed_on_an_agreement() -> None:
    assert only("Russia decided to withdraw its troops from Georgia.").type == "CONCEDE"
    assert only("Russia agreed to withdraw its troops from Georgia.").type == "AGREE"


def test_a_condition_stands_under_what_it_is_a_condition_of() -> None:
    event = only("Nigeria will withdraw its troops from Chad unless Libya releases the hostages.")
    assert (event.type, event.targets) == ("THREATEN", ("dr:polity/chad",))


def test_what_two_agree_to_do_together_threatens_neither() -> None:
    assert only("Jordan and Britain agreed to hold military exercises.").type == "AGREE"


def test_a_demand_that_is_the_aim_of_a_protest_stands_under_it_and_names_its_target() -> None:
    record = dragoman.read_text("Greek farmers blocked roads in Athens to demand the return of land from Turkey.", force=True)
    protest = next(event for event in record.events if event.under is None)
    assert (protest.type, protest.targets) == ("PROTEST", ("dr:polity/turkey",))
    (demand,) = [event for event in record.events if event.type == "REQUEST"]
    assert (demand.under, demand.modality) == (protest.id, "planned")  # to block a road is not to deny a demand


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Bolivian miners blocked roads to demand aid from Chile.", "dr:polity/chile"),
        ("Greek workers went on strike over Turkey's refusal to accept a treaty.", "dr:polity/turkey"),
    ],
)
def test_the_cause_of_a_protest_stands_under_it_and_says_whom_it_is_against(text: str, target: str) -> None:
    event = only(text)
    assert (event.type, event.targets) == ("PROTEST", (target,))


def test_what_others_must_do_is_asked_of_them_by_whoever_says_so() -> None:
    event = only("Britain said that Libya must release the prisoners.")
    assert (event.type, event.sources, event.targets) == ("REQUEST", ("dr:polity/united-kingdom",), ("dr:polity/libya",))


def test_the_longest_part_of_a_code_decides_what_it_becomes() -> None:
    assert recoding("0841").agree == "0353"
    assert recoding("0831").reject == "1231"
    assert recoding("193").threaten == "138"
    assert cameo()[recoding("072").request or ""].type == "REQUEST"


@pytest.mark.parametrize("must", ["must", "has to", "needs to"])
def test_what_somebody_says_another_has_to_do_is_asked_for_and_not_done(must: str) -> None:
    event = only(f"Norway said Chad {must} release the sailors.")
    assert (event.type, event.cameo, event.modality) == ("REQUEST", "1053", "possible")
    assert (event.sources, event.targets) == (("dr:polity/norway",), ("dr:polity/chad",))


def test_what_somebody_had_to_do_was_done() -> None:
    assert only("Chad had to release the sailors.").modality == "actual"


def test_it_that_is_ready_is_whoever_said_so() -> None:
    event = only("Norway said it is ready to withdraw its troops from Chad.")
    assert (event.sources, event.targets) == (("dr:polity/norway",), ("dr:polity/chad",))


def test_what_somebody_voted_against_or_left_without_is_not_done() -> None:
    against = only("Norway voted against recognising Chad.")
    assert (against.type, against.modality, against.targets) == ("REJECT", "denied", ("dr:polity/chad",))
    assert only("Norway left without signing the treaty.").modality == "denied"
