"""Time expressions against a publication date."""

from __future__ import annotations

import pytest

from dragoman.reading.times import expressions

WEDNESDAY = "2015-03-18"


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
    ],
)
def test_an_expression_has_its_timex_and_edtf_value(sentence: str, words: str, timex: str, edtf: str | None) -> None:
    found = {sentence[slice(*span)]: value for span, value in expressions(sentence, WEDNESDAY)}
    assert words in found
    assert (found[words].timex, found[words].edtf) == (timex, edtf)


def test_without_a_publication_date_a_weekday_has_no_date() -> None:
    ((_, value),) = expressions("The ministers met on Wednesday.", None)
    assert (value.timex, value.edtf) == ("XXXX-WXX-3", None)


@pytest.mark.parametrize(
    "sentence",
    ["About 2000 troops crossed.", "A second region followed.", "They may march on.", "He got 1995.5 euros."],
)
def test_what_is_no_time_is_left_alone(sentence: str) -> None:
    assert list(expressions(sentence, WEDNESDAY)) == []
