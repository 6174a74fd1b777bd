"""Voice, shared arguments and needs, on parses built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.knowledge.frames import Frame, Need, index
from dragoman.reading.frames import clause, fillers, frame_of, negations, objects, passive, subjects
from dragoman.reading.graph import Parse, Token

Build = Callable[..., Parse]

ACTIVE = """
Russia Russia PROPN nsubj 2
signed sign VERB root 0
a a DET det 4
pact pact NOUN obj 2
with with ADP case 6
Armenia Armenia PROPN nmod 4
"""
PASSIVE = """
The the DET det 2
pact pact NOUN nsubj:pass 4
was be AUX aux:pass 4
signed sign VERB root 0 VBN
by by ADP case 6
Russia Russia PROPN obl:agent 4
"""
REDUCED = """
The the DET det 2
pact pact NOUN nsubj 6
signed sign VERB acl 2 VBN
by by ADP case 5
Russia Russia PROPN obl:agent 3
ended end VERB root 0
"""
CONTROL = """
Russia Russia PROPN nsubj 2
agreed agree VERB root 0
to to PART mark 4
send send VERB xcomp 2 VB
troops troops NOUN obj 4
"""
OBJECT_CONTROL = """
NATO NATO PROPN nsubj 2
asked ask VERB root 0
Turkey Turkey PROPN obj 2
to to PART mark 5
send send VERB xcomp 2 VB
ships ship NOUN obj 5
"""
COORDINATED = """
Russia Russia PROPN nsubj 2
signed sign VERB root 0
and and CCONJ cc 4
ratified ratify VERB conj 2
the the DET det 6
pact pact NOUN obj 4
"""
RELATIVE = """
troops troops NOUN root 0
that that PRON nsubj 3 WDT PronType=Rel
entered enter VERB acl:relcl 1
Georgia Georgia PROPN obj 3
"""
WHERE = """
republic republic NOUN root 0
where where ADV advmod 5
Russia Russia PROPN nsubj 5
has have AUX aux 5
stationed station VERB acl:relcl 1 VBN
troops troops NOUN obj 5
"""


def words(found: list[Token]) -> list[str]:
    return [token.text for token in found]


@pytest.mark.parametrize(
    ("lines", "verb", "subject", "object_"),
    [
        (ACTIVE, "signed", ["Russia"], ["pact"]),
        (PASSIVE, "signed", ["Russia"], ["pact"]),
        (REDUCED, "signed", ["Russia"], ["pact"]),
        (CONTROL, "send", ["Russia"], ["troops"]),
        (OBJECT_CONTROL, "send", ["Turkey"], ["ships"]),
        (COORDINATED, "ratified", ["Russia"], ["pact"]),
        (COORDINATED, "signed", ["Russia"], ["pact"]),
        (RELATIVE, "entered", ["troops"], ["Georgia"]),
    ],
)
def test_the_doer_and_the_done_to_are_found_in_every_voice(
    build: Build, lines: str, verb: str, subject: list[str], object_: list[str]
) -> None:
    parse = build(lines)
    token = next(each for each in parse.tokens if each.text == verb)
    assert words(subjects(parse, token)) == subject
    assert words(objects(parse, token)) == object_


def test_a_bare_participle_after_a_noun_is_passive(build: Build) -> None:
    parse = build(REDUCED)
    assert passive(parse, parse.tokens[2])
    assert not passive(parse, parse.tokens[5])


def test_a_preposition_on_the_object_counts_as_one_on_the_verb(build: Build) -> None:
    parse = build(ACTIVE)
    assert words(fillers(parse, parse.tokens[1], ("with",))) == ["Armenia"]


def test_where_takes_the_noun_of_its_relative_clause(build: Build) -> None:
    parse = build(WHERE)
    assert words(fillers(parse, parse.tokens[4], ("where",))) == ["republic"]


def test_a_dotted_slot_is_followed_step_by_step(build: Build) -> None:
    parse = build(
        "Russia Russia PROPN nsubj 2\nviolated violate VERB root 0\nGeorgia Georgia PROPN nmod:poss 5\n"
        "+'s 's PART case 3\nsovereignty sovereignty NOUN obj 2"
    )
    assert words(fillers(parse, parse.tokens[1], ("obj", "poss"))) == ["Georgia"]


def frame(rule: str, needs: tuple[Need, ...] = ()) -> Frame:
    return Frame(rule, "test.csv", 2, "sign", "verb", needs, {}, {})


def test_the_frame_with_the_most_needs_fulfilled_wins(build: Build) -> None:
    parse = build(ACTIVE)
    general = frame("general")
    pact = frame("pact", (Need((("obj",),), frozenset({"pact"}), frozenset(), False),))
    absent = frame("absent", (Need((("obj",),), frozenset({"bill"}), frozenset(), False), pact.needs[0]))
    found = frame_of(parse, parse.tokens[1], index([general, pact, absent]))
    assert found is not None
    assert found.rule == "pact"


def test_an_empty_slot_can_be_asked_for(build: Build) -> None:
    parse = build(ACTIVE)
    without = frame("without", (Need((("iobj",),), None, frozenset(), True),))
    filled = frame("filled", (Need((("obj",),), None, frozenset(), True),))
    assert frame_of(parse, parse.tokens[1], index([without])) is without
    assert frame_of(parse, parse.tokens[1], index([filled])) is None


def test_words_that_must_not_fill_a_slot_can_be_named(build: Build) -> None:
    parse = build(ACTIVE)
    no_bill = frame("no bill", (Need((("obj",),), frozenset({"bill"}), frozenset(), True),))
    no_pact = frame("no pact", (Need((("obj",),), frozenset({"pact"}), frozenset(), True),))
    assert frame_of(parse, parse.tokens[1], index([no_bill])) is no_bill
    assert frame_of(parse, parse.tokens[1], index([no_pact])) is None


def test_a_word_written_with_hyphens_is_one_head(build: Build) -> None:
    parse = build("self self NOUN compound 3\n+- - PUNCT punct 1\n+declared declare VERB amod 4 VBN\nrepublic republic NOUN root 0")
    hyphenated = Frame("x", "test.csv", 2, "self-declared", "adj", (), {}, {})
    assert frame_of(parse, parse.tokens[2], index([hyphenated])) is hyphenated


def test_negations_are_found(build: Build) -> None:
    parse = build(
        "NATO NATO PROPN nsubj 4\nwould would AUX aux 4\nnot not PART advmod 4\nrecognise recognise VERB root 0\nit it PRON obj 4"
    )
    assert words(negations(parse, parse.tokens[3])) == ["not"]
    assert clause(parse, parse.tokens[4]).text == "recognise"


def test_a_chain_of_heads_that_loops_ends(build: Build) -> None:
    parse = build("a a NOUN conj 2\nb b NOUN conj 1")
    assert len(list(parse.ancestors(parse.tokens[0]))) <= 400
