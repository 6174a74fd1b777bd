"""Treebanks and name corpora as sentences."""

from __future__ import annotations

from pathlib import Path

import corpora
import pytest
from corpora import Sentence

TREEBANK = """\
# newdoc id = one
# newpar
1-2\tIt’s\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\tNumber=Sing\t3\tnsubj\t_\t_
2\t’s\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
2.1\tfar\tfar\tADV\tRB\t_\t_\t_\t_\t_
3\tlate\tlate\tADJ\tJJ\tDegree=Pos\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc id = two
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_a_treebank_gives_documents_of_sentences_in_columns(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    (first,), (second,) = corpora.treebank(path)
    assert first.words == ["It", "’s", "late", "."]
    assert first.spaces == [False, True, False, True]
    assert first.heads == [2, 2, 2, 2]
    assert first.labels == ["nsubj", "cop", "root", "punct"]
    assert first.feats == ["Number=Sing", "", "Degree=Pos", ""]
    assert (first.opens, second.opens) == (True, True)
    assert second.entities is None


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["I-LOC", "I-LOC"], [(0, 2, "LOC")]),
        (["B-ORG", "B-ORG"], [(0, 1, "ORG"), (1, 2, "ORG")]),
        (["B-MISC", "I-LOC"], [(1, 2, "LOC")]),
    ],
)
def test_tags_become_spans(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert corpora.spans(tags) == spans


def test_names_move_to_another_cut_of_the_same_letters() -> None:
    named = Sentence(["Mr.", "O’Neill", "left"], [True, True, False], entities=[(1, 2, "PER")])
    other = Sentence(["Mr", ".", "O’", "Neill", "left"], [False, True, False, True, False])
    assert corpora.recut(named, other) == [(2, 4, "PER")]


def mention(words: str, upos: str, xpos: str, heads: list[int], labels: str, misc: list[str]) -> Sentence:
    size = len(words.split())
    return Sentence(
        words.split(),
        [True] * size,
        upos.split(),
        xpos.split(),
        heads=heads,
        labels=labels.split(),
        misc=misc,
        lemmas=words.split(),
    )


def test_a_title_and_an_article_are_no_part_of_a_name() -> None:
    sentence = mention(
        "President Merkel left the Council of Europe",
        "PROPN PROPN VERB DET PROPN ADP PROPN",
        "NNP NNP VBD DT NNP IN NNP",
        [1, 2, 2, 4, 2, 6, 4],
        "compound nsubj root det obj case nmod",
        ["Entity=(1-person-x", "Entity=1)", "", "Entity=(2-organization-x", "", "", "Entity=(3-place-x)2)"],
    )
    assert corpora.gum_names(sentence) == [(1, 2, "PER"), (4, 7, "ORG")]
