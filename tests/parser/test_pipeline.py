"""The language model as a whole: annotations, bad input, other pipelines."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.parser.network import GRAPH
from dragoman.parser.pipeline import load, own
from dragoman.reading.parse import language_model

SENTENCE = "Russia signed a treaty with South Ossetia on Wednesday."


def read(text: str) -> Any:
    return language_model()(text)


def test_a_sentence_gets_all_that_a_ud_pipeline_sets() -> None:
    doc = read(SENTENCE)
    assert [token.pos_ for token in doc][:4] == ["PROPN", "VERB", "DET", "NOUN"]
    assert [token.tag_ for token in doc][:4] == ["NNP", "VBD", "DT", "NN"]
    assert (doc[1].lemma_, doc[1].dep_, doc[1].head.i) == ("sign", "ROOT", 1)
    assert (doc[0].dep_, doc[0].head.i, doc[3].dep_, doc[3].head.i) == ("nsubj", 1, "obj", 1)
    assert str(doc[1].morph) == "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
    assert [name.text for name in doc.ents] == ["Russia", "South Ossetia"]
    assert len(list(doc.sents)) == 1
    assert all(doc.has_annotation(each) for each in ("DEP", "HEAD", "POS", "TAG", "LEMMA", "MORPH", "ENT_IOB", "SENT_START"))


def test_names_are_people_organisations_and_places() -> None:
    doc = read("Angela Merkel met Russian President Vladimir Putin in Moscow, and the United Nations welcomed it.")
    names = {"Angela Merkel": "PER", "Vladimir Putin": "PER", "Moscow": "LOC", "United Nations": "ORG"}
    assert {name.text: name.label_ for name in doc.ents} == names


def test_sentences_are_found_and_trees_stay_inside_them() -> None:
    doc = read("The treaty was signed. Georgia protested, and the United States called it illegal. Moscow did not answer.")
    assert [sent.text.split()[0] for sent in doc.sents] == ["The", "Georgia", "Moscow"]
    assert all(token.head in token.sent for token in doc)
    assert all(sum(token.head is token or token.head == token for token in sent) == 1 for sent in doc.sents)


def test_given_sentences_are_kept() -> None:
    pipeline = language_model()
    doc = pipeline.make_doc("Moscow did not answer. Tbilisi did")
    for token in doc:
        token.is_sent_start = token.i == 0
    assert len(list(pipeline(doc).sents)) == 1


def test_an_empty_line_ends_a_sentence() -> None:
    doc = read("Treaty signed in Moscow\n\nThe president spoke")
    assert [sent.text.split()[0] for sent in doc.sents] == ["Treaty", "The"]
    assert [token.pos_ for token in doc if token.is_space] == ["SPACE"]


def test_a_document_reads_the_same_alone_and_in_a_stream() -> None:
    texts = [SENTENCE, "", "Yes.", SENTENCE * 30, "NATO condemned the attack. " * 8]
    alone = [read(text).to_json() for text in texts]
    assert [doc.to_json() for doc in language_model().pipe(texts)] == alone


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_every_token_slices_to_itself_and_hangs_in_a_tree(text: str) -> None:
    doc = read(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text
        seen, at = 0, token
        while at.head.i != at.i:
            at, seen = at.head, seen + 1
            assert seen <= len(doc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "x" * 10_000 + " signed a treaty.",
        "Она подписала договор с Южной Осетией. 他们签署了条约。 وقّعوا المعاهدة",
        "😀 🇬🇪🇷🇺 signed 👩‍👩‍👧‍👦 a treaty 😀.",
        "The\x00 treaty\x07 was\x1b[31m signed\u202e by\ufeff both\u00ad sides.",
        "ﬁve 𝔊𝔢𝔬𝔯𝔤𝔦𝔞𝔫𝔰 ½ ǅ İ ß \ud7ff",
        "(((((((((( )))))))))) \"\"\"\"\"\"\"\" ''''''''",
        "\n\n\nTreaty\n\n\n\n",
    ],
)
def test_odd_input_is_read_with_exact_places(text: str) -> None:
    doc = read(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)


def test_a_sentence_of_5000_words_takes_no_quadratic_time() -> None:
    words = ("the", "long", "treaty", "of", "Georgia")
    read(SENTENCE)
    seconds = []
    for size in (1_000, 5_000):
        started = time.process_time()
        doc = read(" ".join(words * (size // len(words))))
        seconds.append(time.process_time() - started)
        assert len(doc) == size
    assert seconds[1] < 15 * max(seconds[0], 0.05)  # five times the words; a square would be twenty-five


def test_a_missing_graph_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "lemmas.json").write_text('{"rules": [], "exceptions": []}')
    with pytest.raises(ModelError, match=rf"holds no {GRAPH}.*install dragoman again"):
        own(tmp_path)


def test_another_pipeline_can_be_named(tmp_path: Path) -> None:
    """Any spaCy pipeline with UD labels; one written by hand stands for it."""
    import spacy

    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    assert load(tmp_path / "other").pipe_names == ["sentencizer"]
    with pytest.raises(ModelError, match="no spaCy pipeline could be loaded"):
        load("no_such_pipeline")


def test_a_pipeline_with_other_relations_is_refused(tmp_path: Path) -> None:
    import spacy

    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    parser.add_label("dobj")  # type: ignore[attr-defined]
    other.initialize()
    other.to_disk(tmp_path / "clear")
    with pytest.raises(ModelError, match="not those of Universal Dependencies"):
        load(tmp_path / "clear")
