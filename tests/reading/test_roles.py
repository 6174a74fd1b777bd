"""Who plays a part in an event: in the frame's slots, further down in its phrases, in the place where it happens."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Event, Record


def read(text: str) -> Record:
    return dragoman.read_text(text, force=True)


def event(record: Record, trigger: str) -> Event:
    return next(each for each in record.events if record.words(each.trigger) == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("Norway condemned a raid by Syrian soldiers in the north.", "condemned", "dr:polity/syria"),
        ("Poland lifted the ban on the sale of wheat to Iran.", "lifted", "dr:polity/iran"),
    ],
)
def test_the_other_side_may_stand_further_down_in_the_object(text: str, trigger: str, target: str) -> None:
    record = read(text)
    (actor,) = event(record, trigger).targets
    found = record.actor(actor)
    assert found is not None
    assert target in (found.id, found.country)


def test_a_crowd_faces_the_state_in_which_it_protests_though_only_a_town_is_named() -> None:
    record = read("Hundreds of students protested in Lagos on Monday.")
    (protest,) = record.events
    assert protest.targets == ("dr:polity/nigeria",)
    nigeria = record.actor("dr:polity/nigeria")
    assert nigeria is not None
    assert nigeria.mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed eight people in Karachi on Sunday.",
        "Pakistani police arrested twelve demonstrators on Sunday.",
    ],
)
def test_people_without_an_owner_are_of_the_state_they_are_in(text: str) -> None:
    record = read(text)
    (actor,) = record.events[0].targets
    found = record.actor(actor)
    assert found is not None
    assert found.country == "dr:polity/pakistan"


def test_soldiers_are_of_no_state_by_where_they_fight() -> None:
    record = read("Two soldiers were killed in Karachi on Sunday.")
    assert [actor.country for actor in record.actors if "soldiers" in actor.name] == [None]


def test_coordinated_nouns_share_the_adjective_before_the_first() -> None:
    record = read("Israeli helicopters and tanks shelled a Syrian base.")
    assert {actor.country for actor in map(record.actor, record.events[0].sources) if actor} == {"dr:polity/israel"}


def test_its_is_not_the_state_of_a_crowd() -> None:
    (found,) = read("Iranian crowds burned down its embassy.").events
    assert found.targets == ()


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("A hostage rescue in the harbour", "AID"),
        ("In absentia arrest warrant against a general", "THREATEN"),
        ("Detention or deportation of a student", "COERCE"),
    ],
)
def test_events_of_nobody_in_particular_are_kept_where_they_are_asked_for(text: str, type: str) -> None:
    assert dragoman.read_text(text, force=True).events == ()
    assert type in {each.type for each in dragoman.read_text(text, force=True, nameless=True).events}


def test_a_participle_before_a_noun_tells_whom_the_clause_speaks_of() -> None:
    record = dragoman.read_text("France pardoned the arrested sailors.", force=True, nameless=True)
    assert [each.type for each in record.events] == ["CONCEDE"]


def test_a_people_is_a_crowd_though_no_word_says_so() -> None:
    record = read("Hundreds of Albanians demonstrated in Serbia on Tuesday.")
    assert [(each.type, each.targets) for each in record.events] == [("PROTEST", ("dr:polity/serbia",))]


def test_who_meets_is_met() -> None:
    assert read("Iran's foreign minister met the Omani ambassador on Friday.").events[0].reciprocal


def test_people_whose_trade_is_no_politics_do_no_events() -> None:
    assert read("The striker opened fire on the Spanish defence.").events == ()


def test_who_plays_in_a_final_meets_or_beats_nobody() -> None:
    assert read("Germany beat Brazil in the final.").events == ()


def test_ties_restored_by_two_are_restored_with_each_other() -> None:
    (found,) = read("Iran and Bahrain restored diplomatic relations.").events
    assert (found.sources, found.targets, found.reciprocal) == (("dr:polity/iran",), ("dr:polity/bahrain",), True)


def test_what_is_moved_is_not_the_other_side() -> None:
    (found,) = read("Russia stationed thousands of soldiers there.").events
    assert found.targets == ()


@pytest.mark.parametrize("when", ["after an earthquake in Turkey", "during the war in Syria"])
def test_where_something_else_happened_is_no_side(when: str) -> None:
    (found,) = read(f"Hundreds of students protested {when}.").events
    assert (found.type, found.targets) == ("PROTEST", ())


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Peru and Chile reopened their border.", ("peru", "chile")),
        ("Peru and Chile postponed their talks.", ("peru", "chile")),
        ("Peru and Chile exchanged prisoners.", ("peru", "chile")),
    ],
)
def test_what_one_does_with_another_two_do_with_each_other(text: str, sides: tuple[str, str]) -> None:
    (found,) = read(text).events
    assert (found.sources, found.targets) == tuple((f"dr:polity/{side}",) for side in sides)
    assert found.reciprocal


def test_what_two_do_without_each_other_has_no_other_side() -> None:
    (found,) = read("Peru and Chile cut tariffs.").events
    assert found.targets == ()


@pytest.mark.parametrize(
    "text",
    [
        "Peru held three days of talks with Chile.",
        "Peru and Chile held several rounds of talks.",
        "Peru launched a wave of air strikes against Chile.",
        "Peruvian and Chilean warships began a week of war games.",
    ],
)
def test_days_of_talks_and_waves_of_strikes_are_what_they_are_of(text: str) -> None:
    record = read(text)
    (found,) = record.events
    countries = [actor.country for side in (found.sources, found.targets) for actor in map(record.actor, side) if actor]
    assert countries == ["dr:polity/peru", "dr:polity/chile"]


def test_a_counterpart_is_of_the_state_beside_it_and_not_of_his_who_meets_it() -> None:
    record = read("The Peruvian president met his Chilean counterpart and her Bolivian counterpart.")
    (found,) = record.events
    assert [actor.country for actor in map(record.actor, found.targets) if actor] == ["dr:polity/chile", "dr:polity/bolivia"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned Chad for its attack on Mali.",
        "Norway cut ties with Chad over its attack on Mali.",
    ],
)
def test_what_somebody_is_judged_for_is_its_own(text: str) -> None:
    attack = event(read(text), "attack")
    assert (attack.sources, attack.targets) == (("dr:polity/chad",), ("dr:polity/mali",))


def test_weapons_of_nobody_are_no_side() -> None:
    assert "dr:polity/mali" in event(read("Norway denies selling drones to Mali."), "denies").targets


@pytest.mark.parametrize(
    ("men", "country"),
    [("men convicted of spying for Peru", None), ("men living in Peru", "dr:polity/peru")],
)
def test_what_the_men_are_accused_of_does_not_say_whose_they_are(men: str, country: str | None) -> None:
    record = read(f"Chile executed three {men}.")
    assert {country} - {None} == set(record.events[0].targets)


def test_the_other_side_may_stand_further_down_beside_the_object() -> None:
    assert event(read("Norway condemned as false a claim by Chad."), "condemned").targets == ("dr:polity/chad",)
