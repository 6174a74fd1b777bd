"""The anatomy of a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import Block
from dragoman.sources.blocks import Anatomy, anatomy

BODY = (
    "Norland on Tuesday opened its border with Sudland after eleven years, officials in both capitals said.\n"
    "The first lorries crossed at dawn under the eyes of observers from the European Union.\n"
    "Customs officers will share one hall until the new station is built, the ministry said.\n"
)
POST = (
    "Old Heron\nSENIOR MEMBER\nJoined\nMar 2, 2011\nMessages\n1,204\nReaction score\n57\nMar 4, 2016\n#12\n"
    "Border opens after eleven years\n" + BODY + "Like\nReply\nReport\n"
)


def kinds(text: str, parts: Anatomy) -> list[tuple[str, str]]:
    return [(block.kind, text[slice(*block.span)]) for block in parts.blocks]


def test_a_plain_report_has_a_headline_and_a_body() -> None:
    text = "Border opens after eleven years\n" + BODY
    found = kinds(text, anatomy(text))
    assert [kind for kind, _ in found] == ["headline", "body", "body", "body"]
    assert anatomy(text).title == "Border opens after eleven years"


def test_a_byline_may_name_nobody() -> None:
    text = "Border opens\nBy a staff reporter\nNORCITY, March 8, 2016 - " + BODY
    parts = anatomy(text)
    assert [kind for kind, _ in kinds(text, parts)][:3] == ["headline", "byline", "dateline"]
    assert parts.dateline_date == "2016-03-08"


def test_a_dateline_is_parted_from_the_body_and_gives_the_date() -> None:
    text = "Border opens\nNORCITY, March 8, 2016 (Reuters) - " + BODY
    parts = anatomy(text)
    assert kinds(text, parts)[1] == ("dateline", "NORCITY, March 8, 2016 (Reuters)")
    assert parts.dateline_date == "2016-03-08"
    assert parts.credits == ("Reuters",)


@pytest.mark.parametrize("line", ["By Ilse Marek", "By Ilse Marek and Jon Holt", "By Ilse Marek, Reuters"])
def test_a_byline_is_told(line: str) -> None:
    text = f"Border opens\n{line}\n{BODY}"
    assert ("byline", line) in kinds(text, anatomy(text))


def test_a_caption_is_parted_from_its_credit_and_gives_the_date() -> None:
    text = "© Ilse Marek, AFP | The ministers at the border on March 8, 2016\n" + BODY
    parts = anatomy(text)
    assert kinds(text, parts)[:2] == [
        ("photo-credit", "© Ilse Marek, AFP"),
        ("caption", "The ministers at the border on March 8, 2016"),
    ]
    assert parts.caption_date == "2016-03-08"


def test_a_crosshead_stands_between_paragraphs() -> None:
    text = "Border opens\n" + BODY + "‘A long wait’\n" + BODY
    assert ("crosshead", "‘A long wait’") in kinds(text, anatomy(text))


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("(FRANCE 24 with AFP, REUTERS)", ("FRANCE 24", "AFP", "REUTERS")),
        ("(AFP)", ("AFP",)),
        ("— Reuters", ("Reuters",)),
    ],
)
def test_a_wire_credit_names_the_agencies_in_order(line: str, credits: tuple[str, ...]) -> None:
    text = "Border opens\n" + BODY + line
    parts = anatomy(text)
    assert kinds(text, parts)[-1] == ("wire-credit", line)
    assert parts.credits == credits


def test_a_credit_at_the_end_of_a_paragraph_is_parted_from_it() -> None:
    text = "Border opens\n" + BODY.rstrip() + " (AFP)"
    assert kinds(text, anatomy(text))[-1] == ("wire-credit", "(AFP)")


def test_a_pasted_post_has_a_poster_and_chrome() -> None:
    parts = anatomy(POST)
    assert parts.poster is not None
    assert (parts.poster.name, parts.poster.rank, parts.poster.joined) == ("Old Heron", "SENIOR MEMBER", "2011-03-02")
    assert (parts.poster.messages, parts.poster.reaction_score) == (1204, 57)
    found = kinds(POST, parts)
    assert [words for kind, words in found if kind == "body"] == BODY.strip().split("\n")
    assert parts.title == "Border opens after eleven years"
    chrome = {words for kind, words in found if kind == "forum-chrome"}
    assert {"Like", "Reply", "Report", "#12", "Mar 4, 2016", "Old Heron", "1,204"} <= chrome


def test_the_day_somebody_joined_is_never_the_publication_date() -> None:
    parts = anatomy(POST)
    assert parts.dateline_date is None
    assert parts.caption_date is None


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Norland on Tuesday opened its border with Sudland after eleven years,\nofficials in both capitals said, and the first"
        " lorries crossed at\ndawn under the eyes of observers from the European Union.\n\nCustoms officers will share one hall"
        " until the new station is\nbuilt, the ministry said, and the second bridge will follow in the\nspring.\n"
    )
    assert [kind for kind, _ in kinds(wrapped, anatomy(wrapped))] == ["body", "body"]


def spans(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    return [block.span for block in blocks]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_blocks_of_any_text_lie_in_order_and_do_not_overlap(text: str) -> None:
    found = spans(anatomy(text).blocks)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
