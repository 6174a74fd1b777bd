"""What makes two tellings one event, what speaks against it, and that the order of keeping does not matter."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from contract.telling import Line, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.knowledge.ontology import told
from dragoman.record import EventType
from dragoman.store import Store
from dragoman.store.sameness import JOINED, Judge, likeness, together
from dragoman.store.tellings import Party, Telling

RUSSIA, UKRAINE, JAPAN = (Party(f"dr:polity/{name}", f"dr:polity/{name}", False) for name in ("russia", "ukraine", "japan"))
PUTIN, LAVROV = (Party(f"dr:person/{name}", RUSSIA.id, True) for name in ("vladimir-putin", "sergei-lavrov"))


def telling(id: str = "e:1", document: int = 1, **changed: Any) -> Telling:
    """That Russia shelled Ukraine on the first of March, as a report tells it."""
    plain = Telling(
        document=document,
        id=id,
        source=f"doc:{document}",
        type="ASSAULT",
        cameo="194",
        words=frozenset({"shell"}),
        terms=frozenset({"positi"}),
        sides=((RUSSIA,), (UKRAINE,)),
        reciprocal=False,
        modality="actual",
        under=False,
        first="2015-03-01",
        last="2015-03-01",
        dated="day",
        day="2015-03-01",
        place=None,
        country=None,
        latitude=None,
        longitude=None,
        home=None,
        event=id,
        joined=False,
    )
    return replace(plain, **changed)


UNDATED: dict[str, Any] = {"first": None, "last": None, "dated": "told"}
MET: dict[str, Any] = {"type": "CONSULT", "cameo": "040", "words": frozenset({"meet"})}
SAME: dict[str, dict[str, Any]] = {
    "told alike": {},
    "in other words, on the day": {"words": frozenset({"hit"}), "terms": frozenset()},
    "with another code of the same root": {"cameo": "190"},
    "within a month": {"first": "2015-03-01", "last": "2015-03-31", "dated": "span", "day": "2015-03-31"},
    "published two days later": {**UNDATED, "day": "2015-03-03"},
    "by whom the state acts through": {"sides": ((PUTIN,), (UKRAINE,))},
    "by one of several": {"sides": ((RUSSIA, JAPAN), (UKRAINE,))},
}
OTHER: dict[str, dict[str, Any]] = {
    "on another day": {"first": "2015-03-02", "last": "2015-03-02", "day": "2015-03-02"},
    "published three days later": {**UNDATED, "day": "2015-03-04"},
    "published the day before": {**UNDATED, "day": "2015-02-28"},
    "planned": {"modality": "planned"},
    "the content of a threat": {"under": True},
    "of another kind": {"type": "PROTEST"},
    "upon somebody else": {"sides": ((RUSSIA,), (JAPAN,))},
    "the other way round": {"sides": ((UKRAINE,), (RUSSIA,))},
    "without any date": {"first": None, "last": None, "dated": "never", "day": ""},
    "without a target, of something else": {"sides": ((RUSSIA,), ()), "terms": frozenset({"bridge"})},
}


@pytest.mark.parametrize("name", SAME)
def test_what_agrees_is_one_event(name: str) -> None:
    one, other = telling(), telling("e:2", 2, **SAME[name])
    found = likeness(one, other)
    assert found is not None
    assert found.score >= JOINED
    assert found.evidence["type"] == "same"
    assert likeness(other, one) == found


@pytest.mark.parametrize("name", OTHER)
def test_what_contradicts_is_another_event(name: str) -> None:
    one, other = telling(), telling("e:2", 2, **OTHER[name])
    found = likeness(one, other)
    assert found is None or found.score < JOINED
    assert likeness(other, one) == found


def test_shells_on_two_towns_are_two_events_and_talks_go_both_ways() -> None:
    donetsk: dict[str, Any] = {"place": "Donetsk", "country": "UKR", "latitude": 48.0, "longitude": 37.8}
    luhansk: dict[str, Any] = {"place": "Luhansk", "country": "UKR", "latitude": 48.57, "longitude": 39.31}
    assert likeness(telling(**donetsk), telling("e:2", 2, **luhansk)) is None
    near = likeness(telling(**donetsk), telling("e:2", 2, **{**donetsk, "place": "Makiivka", "longitude": 37.93}))
    assert near is not None
    assert near.evidence["place"] == "near"
    turned = likeness(telling(**MET), telling("e:2", 2, **MET, sides=((UKRAINE,), (RUSSIA,))))
    assert turned is not None
    assert turned.score >= JOINED
    crowd = likeness(telling(**MET), telling("e:2", 2, **MET, sides=((JAPAN, RUSSIA, UKRAINE), ())))
    assert crowd is not None
    assert crowd.score >= JOINED


def test_two_ministers_are_two_events_and_a_copy_is_certain() -> None:
    assert likeness(telling(**MET, sides=((PUTIN,), (UKRAINE,))), telling("e:2", 2, **MET, sides=((LAVROV,), (UKRAINE,)))) is None
    copy = likeness(telling(source="doc:1"), telling("e:2", 2, source="doc:1"))
    assert copy is not None
    assert (copy.score, copy.evidence["copy"]) == (1.0, "doc:1")


def test_a_vague_telling_does_not_hold_two_events_together() -> None:
    vague = telling("e:3", 3, sides=((RUSSIA,), ()))
    upon_japan = telling("e:2", 2, sides=((RUSSIA,), (JAPAN,)))
    groups = together([vague, upon_japan, telling()], Judge({}))
    assert sorted(len(group.members) for group in groups) == [1, 2]


def test_two_events_of_one_report_stay_two_and_humans_have_the_last_word() -> None:
    tellings = [telling("e:1"), telling("e:2"), telling("e:3", 3)]
    assert sorted(len(group.members) for group in together(tellings, Judge({}))) == [1, 2]
    assert len(together(tellings, Judge({("e:1", "e:2"): "same"}))) == 1
    assert len(together(tellings, Judge({("e:1", "e:3"): "different", ("e:2", "e:3"): "different"}))) == 3


LINES = st.builds(
    Line,
    source=st.sampled_from(["russia", "georgia"]),
    target=st.sampled_from(["ukraine", None]),
    type=st.sampled_from(["ASSAULT", "COERCE"]),
    cameo=st.just("190"),
    date=st.sampled_from([None, "2015-03-01", "2015-03-02", "2015-03-04", "2015-03", "2015"]),
    place=st.none(),
    modality=st.just("actual"),
    word=st.sampled_from(["shell", "hit"]),
    about=st.just("positions"),
)
REPORTS = st.lists(
    st.tuples(
        st.lists(LINES, min_size=1, max_size=2), st.sampled_from([None, "2015-03-01", "2015-03-02", "2015-03-03", "2015-03-05"])
    ),
    min_size=2,
    max_size=6,
)


def outcome(store: Store) -> tuple[list[tuple[object, object]], list[dict[str, Any]]]:
    return sorted((str(row["id"]), str(row["event"])) for row in store.events()), store.joins().to_dicts()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS, st.randoms(use_true_random=False))
def test_events_do_not_depend_on_the_order_of_keeping(given: list[tuple[list[Line], str | None]], chance: random.Random) -> None:
    reports = [report(f"R{place}", *lines, published=day) for place, (lines, day) in enumerate(given)]
    outcomes = []
    for order in (reports, chance.sample(reports, len(reports))):
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as store:
            for each in order:
                store.keep(each)
                if chance.random() < 0.5:
                    store.join()
            gone = order[0]
            store.forget(gone["document"]["id"])
            store.join()
            store.keep(gone)
            store.join()
            outcomes.append(outcome(store))
            assert store.check() == []
            store.join(anew=True)
            assert outcome(store) == outcomes[-1]
    assert outcomes[0] == outcomes[1]


def test_the_table_says_of_every_type_how_it_is_told() -> None:
    table = told()
    assert set(table) == set(get_args(EventType))
    for type, row in table.items():
        assert {table[near].family for near in row.near} <= {row.family}
        assert all(type in table[near].near for near in row.near)
