"""Time expressions against a publication date."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.knowledge.tables import rows
from dragoman.knowledge.times import Rule, time_rules, time_words
from dragoman.reading.timex.tagger import Expression, Words, expressions

WEDNESDAY = "2015-03-18"
AHEAD = Words(is_future=lambda _: True)


def found(sentence: str, published: str | None = WEDNESDAY, words: Words | None = None) -> dict[str, Expression]:
    """The expressions of a sentence by their words."""
    return {sentence[slice(*each.span)]: each for each in expressions(sentence, published, words)}


@pytest.mark.parametrize("rule", time_rules(), ids=lambda rule: rule.rule)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    bracketed = re.search(r"\[(.*)\]", rule.example)
    read = found(rule.example.replace("[", "").replace("]", ""))
    if bracketed is None:
        assert read == {}
        return
    expression = read.get(bracketed[1]) or read[bracketed[1].rstrip(".")]
    assert (expression.rule, expression.value.timex) == (rule.rule, rule.value)


@pytest.mark.parametrize(
    ("sentence", "words", "timex", "edtf"),
    [
        ("It was signed on March 18, 2015.", "March 18, 2015", "2015-03-18", "2015-03-18"),
        ("It was signed on 24 November 2014.", "24 November 2014", "2014-11-24", "2014-11-24"),
        ("The ministers met on Wednesday.", "Wednesday", "2015-03-18", "2015-03-18"),
        ("The ministers met on Monday.", "Monday", "2015-03-16", "2015-03-16"),
        ("They will meet next Friday.", "next Friday", "2015-03-20", "2015-03-20"),
        ("A war broke out in 2008.", "2008", "2008", "2008"),
        ("A pact was sealed last year.", "last year", "2014", "2014"),
        ("Wars followed in the 1990s.", "the 1990s", "199", "199X"),
        ("The envoy left yesterday.", "yesterday", "2015-03-17", "2015-03-17"),
        ("Two weeks ago the bridge fell.", "Two weeks ago", "2015-W10", "2015-03-02/2015-03-08"),
        ("It entered into force in May 2009.", "May 2009", "2009-05", "2009-05"),
        ("The five-day war ended.", "five-day", "P5D", None),
        ("They meet every month.", "every month", "P1M", None),
        ("The truce began on 12 February.", "12 February", "2015-02-12", "2015-02-12"),
        ("Between 1992 and 1993 the city was under fire.", "1992 and 1993", "1992/1993", "1992/1993"),
        ("The walls were built in the 12th century.", "the 12th century", "11", "11XX"),
        ("Elections fell in the third quarter of 2014.", "the third quarter of 2014", "2014-Q3", "2014-07/2014-09"),
        ("They fled in the winter of 2013.", "the winter of 2013", "2013-WI", "2013-24"),
        ("The republic turns one year to the day after the vote.", "one year to the day", "2014-03-18", "2014-03-18"),
    ],
)
def test_an_expression_has_its_timex_and_edtf_value(sentence: str, words: str, timex: str, edtf: str | None) -> None:
    value = found(sentence)[words].value
    assert (value.timex, value.edtf) == (timex, edtf)


def test_start_and_end_are_the_first_and_last_day() -> None:
    value = found("They met last month.")["last month"].value
    assert (value.start, value.end) == ("2015-02-01", "2015-02-28")


def test_a_weekday_ahead_is_the_coming_one() -> None:
    assert found("They will meet on Friday.", words=AHEAD)["Friday"].value.timex == "2015-03-20"
    assert found("They will meet on Wednesday.", words=AHEAD)["Wednesday"].value.timex == "2015-03-18"


def test_a_date_counted_from_the_story_says_from_which() -> None:
    sentence = "The war began on August 8, 2008. The following day the port was shelled."
    expression = found(sentence)["The following day"]
    assert expression.value.timex == "2008-08-09"
    assert expression.anchor is not None
    assert expression.anchor.span is not None
    assert sentence[slice(*expression.anchor.span)] == "August 8, 2008"


@pytest.mark.parametrize(
    ("sentence", "words", "timex"),
    [
        ("The pact was signed in 1994. A year earlier the city had fallen.", "A year earlier", "1993"),
        ("He took office on 4 May 2004. The same day the minister fled.", "The same day", "2004-05-04"),
        ("The union broke up in 1991. That year the republic declared independence.", "That year", "1991"),
        ("Troops came in June 2001. The following month they left.", "The following month", "2001-07"),
        ("The bridge was blown up on 3 March. Two days later the truce held.", "Two days later", "2015-03-05"),
    ],
)
def test_the_story_is_an_anchor(sentence: str, words: str, timex: str) -> None:
    assert found(sentence)[words].value.timex == timex


def test_without_a_publication_date_nothing_is_guessed() -> None:
    text = "They met on Wednesday, last week, yesterday, in March, two days ago and last year."
    for expression in expressions(text, None):
        assert expression.value.edtf is None
        assert expression.anchor is None
    assert found("The ministers met on Wednesday.", None)["Wednesday"].value.timex == "XXXX-WXX-3"


def test_a_publication_year_dates_years_and_no_days() -> None:
    text = "They met last year and yesterday."
    assert found(text, "2015")["last year"].value.timex == "2014"
    assert found(text, "2015")["yesterday"].value.timex is None


@pytest.mark.parametrize(
    "sentence",
    [
        "About 2000 troops crossed.",
        "A second region followed.",
        "They may march on.",
        "He got 1995.5 euros.",
        "The 63-year-old minister resigned.",
        "A boy aged 14 was hurt.",
        "Le 3 mars les ministres se sont réunis un vendredi.",
        "Am Freitag, dem 3. März, trafen sie sich.",
        "Встреча прошла в среду, 18 марта.",
        "Prices spring up and fall down.",
    ],
)
def test_what_is_no_time_is_left_alone(sentence: str) -> None:
    assert list(expressions(sentence, WEDNESDAY)) == []


TIMEX = re.compile(
    r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-[WQHS]\w+(?:-WE|-\d)?|-(?:SP|SU|FA|WI))?(?:T(?:\d\d:\d\d|[A-Z]{2}))?"
    r"|\d{2,3}|P(?:[\dX.]+(?:[YMWDE]|WE|NI))*(?:T(?:[\dX.]+[HMS])+)?|(?:PAST|PRESENT|FUTURE)_REF"
    r"|XXXX-WXX-\d(?:T[A-Z]{2})?|[\dX-]+/[\dX-]+"
)
EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|\d{2}XX|\d{4}-2[1-4]")

WORDS = st.sampled_from(sorted(time_words()))
FIGURES = st.sampled_from(
    ["3", "12", "31", "1994", "2008", "1990s", "’08", "10:30", "2/3", "5th", "2014-03-18", "2,500", "0", "99999"]
)
SIGNS = st.sampled_from(["-", ",", ".", "/", "’s", "$", "\n\n", "x"])
PHRASES = st.lists(st.one_of(WORDS, WORDS.map(str.title), FIGURES, SIGNS), max_size=12).map(" ".join)
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.text(max_size=10),
)


def is_edtf(text: str) -> bool:
    parts = text.split("/")
    return len(parts) <= 2 and all(EDTF.fullmatch(part) for part in parts)


@settings(deadline=None, max_examples=400)
@given(st.one_of(PHRASES, st.text()), PUBLISHED, st.booleans())
def test_any_text_is_read(text: str, published: str | None, ahead: bool) -> None:
    end = 0
    for each in expressions(text, published, AHEAD if ahead else None):
        start, end_before = each.span[0], end
        end = each.span[1]
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert each.value.timex is None or TIMEX.fullmatch(each.value.timex), each.value.timex
        assert each.value.edtf is None or is_edtf(each.value.edtf), each.value.edtf
        if each.value.start and each.value.end:
            assert date.fromisoformat(each.value.start) <= date.fromisoformat(each.value.end)


def test_a_named_event_is_a_time_without_a_timex_value() -> None:
    record = dragoman.read_text("The border has been closed since the Korean War. A world war was feared.", force=True)
    (war,) = record.times
    assert record.words(war.span) == "Korean War"
    assert (war.value, war.edtf, war.start, war.end) == (None, "1950-06-25/1953-07-27", "1950-06-25", "1953-07-27")
    assert war.rule == "event/Korean War"


def test_named_events_begin_before_they_end_and_say_where_they_are_from() -> None:
    for _, row in rows("times/events.csv", "name,start,end,source"):
        assert row["start"] <= row["end"]
        assert row["source"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They praised the vote held Friday, which will be repeated.", "2015-03-13"),
        ("He could not be found in the city Wednesday.", "2015-03-18"),
        ("They will find ways around Friday's ruling, they said.", "2015-03-20"),
        ("Trade rose to 5 billion in the fourth quarter of 2014 from 4 billion a year ago.", "2013-Q4"),
    ],
)
def test_tense_and_story_decide_on_the_parse(text: str, value: str) -> None:
    record = dragoman.read_text(text, published="2015-03-18", force=True)
    assert record.times[-1].value == value
