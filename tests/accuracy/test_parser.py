"""Floors of the language model: our own challenge sentences, and the treebanks where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import corpora
from evaluate import challenge, evaluate

from dragoman.reading.parse import language_model

CHALLENGE_FLOOR = 0.92
NEWS = {"las": 0.88, "uas": 0.90, "upos": 0.97}
PUD = {"las": 0.87, "uas": 0.89, "upos": 0.965}
NEWS_SENTENCES_FLOOR, NEWS_NAMES_FLOOR, PUD_NAMES_FLOOR = 0.95, 0.73, 0.75


def test_relations_that_coding_stands_on() -> None:
    counts, _ = challenge(language_model())
    assert sum(right for right, _ in counts.values()) >= CHALLENGE_FLOOR * sum(whole for _, whole in counts.values())


def test_news_of_the_gum_treebank(shared: Path) -> None:
    documents = [*corpora.gum(shared / "corpora", "dev", "news"), *corpora.gum(shared / "corpora", "test", "news")]
    given = evaluate(language_model(), documents, "news", "sentences")
    assert {name: value for name, value in NEWS.items() if getattr(given, name) < value} == {}
    raw = evaluate(language_model(), documents, "news", "raw")
    assert raw.sentences >= NEWS_SENTENCES_FLOOR
    assert raw.names is not None
    assert raw.names >= NEWS_NAMES_FLOOR


def test_news_and_encyclopaedia_of_pud(shared: Path) -> None:
    given = evaluate(language_model(), corpora.pud(shared / "corpora"), "PUD", "sentences")
    assert {name: value for name, value in PUD.items() if getattr(given, name) < value} == {}
    assert given.names is not None
    assert given.names >= PUD_NAMES_FLOOR
