from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.parser.chunks import LONGEST, USUAL, chunks

WORDS = st.lists(
    st.sampled_from(["treaty", "Russia", ".", "!", "”", '"', "“", ",", ";", "Mr.", "2008", "the", "Gen", "?"]), max_size=900
)


@given(WORDS)
def test_pieces_cover_all_words_once_and_none_is_long(words: list[str]) -> None:
    found = list(chunks(words))
    assert [i for start, end in found for i in range(start, end)] == list(range(len(words)))
    assert all(0 < end - start <= LONGEST for start, end in found)


def sentence(size: int, end: str = ".") -> list[str]:
    return ["The", *["word"] * (size - 2), end]


def test_a_paragraph_is_cut_where_a_sentence_surely_ends() -> None:
    assert list(chunks(sentence(60) + sentence(60) + sentence(20))) == [(0, 120), (120, 140)]


def test_a_short_paragraph_stays_whole() -> None:
    assert list(chunks(sentence(20) + sentence(20))) == [(0, 40)]


def test_no_cut_after_an_abbreviation_or_before_the_speaker_of_a_question() -> None:
    filler = ["word"] * USUAL
    assert len(list(chunks([*filler, "Gen", ".", "Breedlove", "spoke"]))) == 1
    assert len(list(chunks([*filler, "why", "?", "”", "Putin", "asked"]))) == 1
    assert len(list(chunks([*filler, "ended", ".", "”", "Putin", "left"]))) == 2


def test_a_sentence_beyond_the_limit_is_cut_at_a_mark() -> None:
    words = ["The", *["word"] * 200, ";", *["word"] * 200, "."]
    assert list(chunks(words)) == [(0, 202), (202, 403)]
    assert [end - start for start, end in chunks(["word"] * 600)] == [LONGEST, LONGEST, 100]
