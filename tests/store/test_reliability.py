"""Coefficients of agreement against published worked examples; the figures are facts of their sources."""

from __future__ import annotations

import pytest

from dragoman.store.reliability import alpha, kappa


def columns(*coders: str) -> list[list[str]]:
    """The values of each unit, one string a coder, a point where the coder is silent."""
    return [[value for value in unit if value != "."] for unit in zip(*(coder.split() for coder in coders), strict=True)]


# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C: binary data, nominal data, and any
# number of observers with missing data.
PUBLISHED = (
    (columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    (columns("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    (
        columns(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
)


@pytest.mark.parametrize(("units", "published"), PUBLISHED)
def test_alpha_is_that_of_the_published_examples(units: list[list[str]], published: float) -> None:
    assert alpha(units).value == pytest.approx(published, abs=0.0005)


# J. Cohen, Weighted Kappa (1968), table 1: 200 cases, three categories, two judges; kappa without weights is .492.
COHEN = {("1", "1"): 88, ("1", "2"): 14, ("1", "3"): 18, ("2", "1"): 10, ("2", "2"): 40, ("2", "3"): 10}
COHEN |= {("3", "1"): 2, ("3", "2"): 6, ("3", "3"): 12}


def test_kappa_is_that_of_the_published_example() -> None:
    pairs = [pair for pair, count in COHEN.items() for _ in range(count)]
    assert kappa(pairs).value == pytest.approx(0.492, abs=0.0005)


def test_full_agreement_is_one_and_none_is_below_zero() -> None:
    assert (kappa([("a", "a"), ("b", "b")]).value, alpha([("a", "a"), ("b", "b")]).value) == (1, 1)
    assert kappa([("a", "b"), ("b", "a")]).value == -1
    below = alpha([("a", "b"), ("b", "a")]).value
    assert below is not None
    assert below < 0


def test_what_is_not_defined_is_none_with_its_reason() -> None:
    for found in (kappa([]), alpha([]), alpha([["a"], ["b"]])):
        assert found == (None, "no item was judged by two coders")
    for found in (kappa([("a", "a")] * 3), alpha([("a", "a")] * 3)):
        assert found.value is None
        assert "one value only" in str(found.problem)
