"""Questions to the baseline and to what reports say: recognition, views, obligations, agreements, history."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.assertions import Act, Gathered, Held, Party, Source, Term, Treaty
from dragoman.assertions.reports import gathered
from dragoman.errors import NoDate, NotFound
from dragoman.knowledge.baseline import baseline, organisations
from dragoman.knowledge.questions import question_forms, understood
from dragoman.queries import beliefs, obligations, recognitions, shared_agreements, timeline
from dragoman.queries.asking import ask
from dragoman.queries.joining import joined

HERE = Source("report", "report.txt", "words")
OSSETIA, RUSSIA, GEORGIA, TUVALU = (f"dr:polity/{name}" for name in ("south-ossetia", "russia", "georgia", "tuvalu"))
US, NZ, JAPAN = (f"dr:polity/{name}" for name in ("united-states", "new-zealand", "japan"))


def held(
    status: str, holder: str, said: str, *, of: str | None = None, polarity: str = "affirmed", dimension: str = "polity"
) -> Held:
    return Held("x", dimension, status, of, polarity, holder, holder, None, None, said, HERE)  # type: ignore[arg-type]


def test_each_side_holds_its_own_view_on_a_date() -> None:
    russia = {each.status for each in beliefs(baseline(), OSSETIA, view=RUSSIA, on="2015-03-18")}
    georgia = {(each.status, each.polarity) for each in beliefs(baseline(), OSSETIA, view=GEORGIA, on="2015-03-18")}
    assert "independent-state" in russia
    assert georgia == {("independent-state", "denied"), ("integral-part-of", "affirmed"), ("occupied-territory", "affirmed")}
    assert {each.status for each in beliefs(baseline(), OSSETIA, view=RUSSIA, on="2000")} == {"integral-part-of"}


def test_a_recognition_ends_on_the_day_it_is_withdrawn() -> None:
    def state(on: str) -> str:
        return next(each.state for each in recognitions(baseline(), OSSETIA, by=TUVALU, on=on))

    assert state("2014-03-30") == "recognises"
    assert state("2014-03-31") == "withdrawn"
    assert recognitions(baseline(), OSSETIA, by=TUVALU, on="2010") == []


def test_what_follows_from_a_bloc_is_marked_as_inferred() -> None:
    found = beliefs(baseline(), OSSETIA, view="dr:polity/estonia", on="2015-03-18")
    assert found
    assert all(each.inferred_from for each in found)
    assert beliefs(baseline(), OSSETIA, view="dr:polity/estonia", on="2015-03-18", infer=False) == []


def test_a_later_word_of_the_same_holder_supersedes_and_another_holder_does_not() -> None:
    known = Gathered(
        (
            held("independent-state", "a", "2010-01-01"),
            held("integral-part-of", "a", "2012-01-01", of="b", dimension="belongs"),
            held("independent-state", "c", "2011-01-01"),
        )
    )
    assert [each.status for each in beliefs(known, "x", view="a")] == ["integral-part-of"]
    assert [each.status for each in beliefs(known, "x", view="c")] == ["independent-state"]


def test_contradictions_within_one_view_are_shown() -> None:
    known = Gathered((held("independent-state", "a", "2010"), held("integral-part-of", "a", "2010", of="b", dimension="belongs")))
    assert [each.contradicted for each in beliefs(known, "x", view="a")] == [True, True]


def test_defence_is_owed_in_one_direction_where_the_treaty_says_so() -> None:
    owed = obligations(baseline(), to=JAPAN, type="defence", on="1955-01-01")
    assert owed == []
    assert {each.by for each in obligations(baseline(), to=JAPAN, type="defence", on="1970-01-01")} == {US}


def test_a_suspension_binds_only_who_suspended() -> None:
    def standing(by: str, to: str) -> set[str]:
        found = obligations(baseline(), by=by, to=to, on="1990-01-01")
        return {each.standing for each in found if each.agreement == "dr:agreement/anzus"}

    assert standing(US, NZ) == {"suspended"}
    assert standing(NZ, US) == {"in force"}
    assert standing("dr:polity/australia", NZ) == {"in force"}


def test_a_party_that_left_owes_nothing_and_one_that_came_back_owes_again() -> None:
    def binds(on: str) -> bool:
        found = obligations(baseline(), by="dr:polity/uzbekistan", to="dr:polity/armenia", type="defence", on=on)
        return any(each.agreement == "dr:agreement/collective-security-treaty" for each in found)

    assert [binds(on) for on in ("1996", "2003", "2010", "2015")] == [True, False, True, False]


def test_the_attacker_owes_no_defence_against_itself() -> None:
    found = obligations(baseline(), to="dr:polity/greece", type="defence", on="1990", attacker="dr:polity/turkey")
    assert "dr:polity/turkey" not in {each.by for each in found}


def test_what_is_signed_and_not_in_force_says_so() -> None:
    known = Gathered(
        (
            Treaty("t", "Pact", None, "2015-03-18", None, None, "narrator", HERE),
            Party("t", "a", "2015-03-18", None, "narrator", HERE),
            Party("t", "b", "2015-03-18", None, "narrator", HERE),
            Term("t", "defence", ("a",), ("b",), None, None, None, None, None, None, "narrator", HERE),
            Act("t", "signed", ("a", "b"), (), "2015-03-18", None, "", "narrator", HERE),
        )
    )
    assert [(each.by, each.to, each.standing) for each in obligations(known, to="b")] == [("a", "b", "signed")]


def test_agreements_between_two_polities() -> None:
    names = [each.name for each in shared_agreements(baseline(), RUSSIA, OSSETIA, on="2016")]
    assert names == sorted(names, key=lambda name: "2015" in name or "Integration" in name)
    assert any("Alliance and Integration" in name for name in names)


def test_a_timeline_tells_in_order() -> None:
    dates = [each.date or "9999" for each in timeline(baseline(), "dr:polity/crimea")]
    assert dates == sorted(dates)
    assert "2014-03-18" in dates


@pytest.mark.parametrize("form", question_forms(), ids=lambda form: form.example)
def test_the_example_of_each_form_is_understood_and_answered(form: object) -> None:
    asked = understood(form.example)  # type: ignore[attr-defined]
    assert asked is not None
    assert asked.form.name == form.name  # type: ignore[attr-defined]
    ask(baseline(), form.example.replace("the treaty", "NATO"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("question", "form", "on"),
    [
        ("On 2015-03-18, who recognised Abkhazia?", "recognises", "2015-03-18"),
        ("Which countries recognised Abkhazia as of 18 March 2015?", "recognises", "2015-03-18"),
        ("who recognizes the independence of Abkhazia in March 2015", "recognises", "2015-03"),
        ("what was Abkhazia's status on March 18, 2015 in Russia’s view?", "status", "2015-03-18"),
        ("who is obliged to defend Abkhazia during 2016", "obligations", "2016"),
        ("who condemned the recognition of Abkhazia, in whose words?", "positions", None),
    ],
)
def test_a_question_may_be_put_in_other_words_with_its_date_anywhere(question: str, form: str, on: str | None) -> None:
    asked = understood(question)
    assert asked is not None
    assert (asked.form.name, asked.on) == (form, on)
    assert "Abkhazia" in next(iter(asked.slots.values()))


def test_two_views_may_be_asked_of_at_once() -> None:
    answers = ask(baseline(), "what was South Ossetia's status on 2015-03-18 in Russia's view, and in Georgia's?")
    assert {each.data.view for each in answers} == {RUSSIA, GEORGIA}


def test_who_must_defend_whom_is_asked_of_all() -> None:
    told = {(each.data.by, each.data.to) for each in ask(baseline(), "who must defend whom on 2016-01-01")}
    assert {(RUSSIA, OSSETIA), ("dr:polity/united-states", "dr:polity/japan")} <= told


def test_a_day_that_the_calendar_does_not_have_is_told() -> None:
    for question in ("who recognises Kosovo on 2015-13-45", "what is Kosovo on 2015-02-30", "who must defend Japan on 2015-00"):
        with pytest.raises(NoDate, match="is no date; write"):
            ask(baseline(), question)


def test_an_unknown_form_and_an_unknown_actor_are_told() -> None:
    with pytest.raises(NotFound, match="no form"):
        ask(baseline(), "how is the weather")
    with pytest.raises(NotFound, match="knows no 'Ruritania'"):
        ask(baseline(), "who recognises Ruritania")


def test_the_baseline_names_only_what_the_registry_knows() -> None:
    from dragoman.knowledge.actors import entries

    known = entries()
    named = {
        id
        for each in baseline().all
        for id in (
            *((each.subject, each.holder) if isinstance(each, Held) else ()),
            *((each.of,) if isinstance(each, Held) and each.of else ()),
            *((each.party,) if isinstance(each, Party) else ()),
            *((*each.by, *each.to) if isinstance(each, Term) else ()),
            *((*each.by, *each.toward) if isinstance(each, Act) else ()),
        )
    }
    assert named - set(known) - {"all"} == set()
    assert set(organisations()) <= set(known)


def test_the_baseline_speaks_of_agreements_it_has_and_of_spells_that_end_after_they_begin() -> None:
    agreements = {each.id for each in baseline().all if isinstance(each, Treaty)}
    for each in baseline().all:
        if isinstance(each, Party | Term | Act):
            assert each.agreement in agreements
        if isinstance(each, Held | Party) and each.start and each.end:
            assert each.start < each.end


def test_an_agreement_in_a_report_and_in_the_baseline_is_one() -> None:
    record = dragoman.read_text(
        "Russia on Wednesday signed an alliance with South Ossetia in Moscow. NATO condemned the alliance on Wednesday.",
        published="2015-03-18",
        force=True,
    )
    known = joined(baseline() + gathered([record]))
    names = [each.name for each in shared_agreements(known, RUSSIA, OSSETIA) if each.signed == "2015-03-18"]
    assert set(names) == {"Treaty on Alliance and Integration between Russia and South Ossetia"}


def test_agreements_of_other_dates_stay_apart() -> None:
    parties = [Party(id, side, None, None, "narrator", HERE) for id in ("t", "u") for side in ("a", "b")]
    treaties = [
        Treaty("t", "Pact", None, "2015-03-18", None, None, "n", HERE),
        Treaty("u", "Pact", None, "2014", None, None, "n", HERE),
    ]
    assert len(list(joined(Gathered((*treaties, *parties))).treaties())) == 2
    same = [treaties[0], Treaty("u", "Pact", None, "2015", None, None, "n", HERE)]
    assert [each.id for each in joined(Gathered((*same, *parties))).treaties()] == ["t"]


def test_a_report_answers_who_condemned_what() -> None:
    record = dragoman.read_text(
        'Russia and Abkhazia signed a treaty on Monday. "We condemn the treaty," said Georgian Foreign Minister Tamar Beruchashvili.',
        published="2014-11-25",
        force=True,
    )
    found = ask(joined(baseline() + gathered([record])), "who condemned Abkhazia")
    assert [each.data.speaks_for for each in found] == [GEORGIA]
    assert found[0].source is not None
    assert "condemn the treaty" in found[0].source.words


def test_counts_differ_by_who_counts() -> None:
    def count(view: str | None) -> int:
        found = recognitions(baseline(), "dr:polity/kosovo", view=view, on="2019-11-22")
        return sum(each.state == "recognises" for each in found)

    own, pristina, belgrade = count(None), count("dr:polity/kosovo"), count("dr:polity/serbia")
    assert belgrade < own < pristina == 114


def test_a_member_of_an_organisation_is_party_to_it() -> None:
    members = ask(baseline(), "who is party to CIS on 2010")
    assert "dr:polity/georgia" not in {each.data.party for each in members}
    assert "dr:polity/russia" in {each.data.party for each in members}


def test_who_recognised_a_state_that_is_no_more_is_told_and_did_not_withdraw() -> None:
    told = [each.text for each in ask(baseline(), "who recognised Biafra")]
    assert told[0] == "5 have recognised Biafra"
    assert "Zambia recognised Biafra since 1968-05-20 until 1970-01-15" in told
    assert ask(baseline(), "who withdrew recognition of Biafra") == []
    assert [each.text for each in ask(baseline(), "who recognised Transkei")][1:] == [
        "South Africa recognised Transkei since 1976-10-26 until 1994-04-27"
    ]
