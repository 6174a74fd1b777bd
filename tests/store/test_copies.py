"""Prints of one wire text are told from its updates, and from texts that only share what every text of an outlet has."""

from __future__ import annotations

import pytest

from dragoman.store.copies import LEAST, Copy, likeness, shingles
from dragoman.store.sketches import SKETCH, promised, sketch

WIRE = (
    "The foreign ministers of Lisenia and Morvania met behind closed doors on Tuesday to settle a quarrel over the pipeline that "
    "crosses the marshes between them.",
    "After four hours they told reporters that technical teams would inspect the valves before the end of the month, and that no "
    "gas would be cut off while they worked.",
    "The quarrel began in spring, when Morvania doubled the transit fee without notice and Lisenia answered by holding back two "
    "months of payments.",
    "Opposition leaders in both capitals called the talks a show, saying that neither government had named a price it could live "
    "with through the winter.",
    "A monitor of the regional energy council, who sat in on the meeting, said the tone was cooler than in June but that nobody "
    "had left the room.",
    "About a third of the gas burnt in Lisenia comes through the pipeline, which was laid in the seventies and last repaired "
    "eleven years ago.",
)
LEDE = "Gas will flow on for now, two neighbours promised this week, though nobody in our town should throw the wood stove away."
FRESH = (
    "An explosion tore through a pumping station on the pipeline early on Wednesday, hours after ministers had promised that gas "
    "would flow on, and rescuers pulled three workers from the mud.",
    "Morvania spoke of sabotage and closed the road along the marshes; Lisenia offered firefighters and asked for the inquiry "
    "to be led by the energy council.",
    "Prices on the northern exchange jumped by a tenth within minutes of the first pictures.",
)
FOOTER = (
    "Sign up for our morning letter and never miss a story. Follow us for news from the region. All rights reserved by the "
    "publisher; no part of this page may be stored or passed on without consent in writing."
)


def report(*paragraphs: str, day: str | None = None, credits: tuple[str, ...] = ()) -> Copy:
    return Copy(shingles(" ".join(paragraphs)), day, frozenset(credits))


WHOLE = report(*WIRE, day="2015-03-18", credits=("AFP",))
PAIRS = {
    "the same text": (WHOLE, report(*WIRE, day="2015-03-19"), True),
    "cut from the end": (WHOLE, report(*WIRE[:2], day="2015-03-18"), True),
    "cut to one paragraph": (WHOLE, report(WIRE[0], WIRE[1][:80], day="2015-03-18"), True),
    "cut in the middle, a day later": (WHOLE, report(WIRE[0], WIRE[4], WIRE[5], day="2015-03-19"), True),
    "a first paragraph of its own": (WHOLE, report(LEDE, *WIRE[1:], day="2015-03-18"), True),
    "cut short under a first paragraph of its own": (
        WHOLE,
        report(LEDE, *WIRE[1:4], day="2015-03-18", credits=("The Mill", "AFP")),
        True,
    ),
    "some words edited": (WHOLE, report(*(each.replace("Opposition leaders", "Critics") for each in WIRE), day="2015-03-18"), True),
    "without dates or credits": (report(*WIRE), report(*WIRE[:3]), True),
    "news on top, the same day": (WHOLE, report(*FRESH, *WIRE, day="2015-03-18", credits=("AFP",)), False),
    "news on top, a day later": (WHOLE, report(*FRESH[:2], *WIRE, day="2015-03-19", credits=("AFP",)), False),
    "news below, a day later": (WHOLE, report(*WIRE, *FRESH, day="2015-03-19", credits=("AFP",)), False),
    "news on top, old matter dropped": (WHOLE, report(*FRESH, *WIRE[:3], day="2015-03-19", credits=("AFP",)), False),
    "a quotation alone": (WHOLE, report(*FRESH, WIRE[4], day="2015-03-18"), False),
    "only what an outlet puts below all its texts": (report(*WIRE, FOOTER), report(*FRESH, FOOTER), False),
    "nothing": (WHOLE, report(*FRESH), False),
    "a flash inside a report": (report("Lisenia and Morvania agree to keep gas flowing, ministers say"), report("Lisenia and Morvania agree to keep gas flowing, ministers say", *FRESH), False),
    "one flash twice": (report("Lisenia and Morvania agree to keep gas flowing, ministers say"), report("Lisenia and Morvania agree to keep gas flowing, ministers say"), True),
    "two flashes that begin alike": (report("Lisenia and Morvania agree to keep gas flowing, ministers say"), report("Lisenia and Morvania agree to keep gas flowing until the spring thaw at least"), False),
    "no words": (report(""), report(""), False),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_copies_are_told_from_updates_and_strangers(name: str) -> None:
    one, other, copies = PAIRS[name]
    found = likeness(one, other)
    assert (found is not None) is copies
    assert likeness(other, one) == found


@pytest.mark.parametrize("name", [name for name, pair in PAIRS.items() if pair[2]])
def test_sketches_promise_every_copy(name: str) -> None:
    one, other = (sketch(each.shingles) for each in PAIRS[name][:2])
    assert list(promised([one], [other])) == [(0, 0)]


def test_the_evidence_names_what_is_shared() -> None:
    found = likeness(*PAIRS["cut short under a first paragraph of its own"][:2])
    assert found is not None
    assert found.evidence["credits"] == ["AFP"]
    assert 0.7 <= found.score < 1
    assert found.evidence["shared"] <= found.evidence["of"]


def test_a_sketch_is_of_the_words_and_not_of_their_writing() -> None:
    assert sketch(shingles(" ".join(WIRE).upper())) == sketch(shingles(" ".join(WIRE).replace(",", "")))
    assert len(sketch(shingles(" ".join(WIRE)))) == 4 * SKETCH
    assert sketch(shingles("too few words")) == b""
    assert len(shingles(WIRE[0])) < LEAST
