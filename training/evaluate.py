"""Measures the shipped language model on the evaluation sets and prints a Markdown table.

    python training/evaluate.py [--model src/dragoman/model] [--work training/work] [--limit 5] [--json]

Each set is read twice, as running text of about eight sentences: *raw*, where the model finds tokens and sentences
itself, and *gold*, where it is given the treebank's tokens but still finds the sentences. How the figures count:

* UPOS, UAS and LAS are those of spaCy's Scorer. Punctuation counts, as in the Universal Dependencies evaluation, and
  subtypes count too (`nsubj:pass` is not `nsubj`), where that evaluation leaves them out; so LAS is a little stricter.
  In a raw reading they are F1 over words: a word cut wrongly is both missing and too many.
* A sentence is right where both ends are, a name where its label is too; ends are compared by characters.
* Speed is words for each second of processor time over all threads, so a busy machine does not spoil it.

The names of GUM are drawn from its mentions by `corpora.py`, those of pud-ner are Universal NER's. A cell is empty
where the set lacks the annotation.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from corpora import SENTENCES_IN_A_DOCUMENT  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

HERE = Path(__file__).resolve().parent
TUNING = "parse-dev"
"""The set that chose the checkpoint; it shares documents with gum-news."""
STORED = ("gum-news", "pud", "pud-ner", "ewt-test", TUNING)
SETS = ("gum-news", "gum-news-test", "pud", "pud-ner", "ewt-test")
"""What is measured; gum-news-test is what gum-news has beyond the tuning set."""

CLITIC = re.compile(r"n['’`]t|['’´](?:s|m|d|re|ve|ll)?", re.IGNORECASE)
CLITIC_TAGS = {"AUX", "PART", "PRON", "VERB"}


@dataclasses.dataclass(frozen=True)
class Figures:
    """What one set yields in one reading; shares of 1, None where the set lacks the annotation."""

    set: str
    tokens: str
    words: int
    upos: float
    uas: float
    las: float
    sentences_f: float
    names_p: float | None
    names_r: float | None
    names_f: float | None
    words_a_second: int


def gold(name: str, work: Path, nlp: Language) -> list[Doc]:
    """The documents of a set as running text."""
    if name == "gum-news-test":
        tuned = {doc.text for doc in gold(TUNING, work, nlp)}
        return [doc for doc in gold("gum-news", work, nlp) if doc.text not in tuned]
    stored = list(DocBin().from_disk(work / f"{name}.spacy").get_docs(nlp.vocab))
    if all(len(list(doc.sents)) == 1 for doc in stored):
        size = SENTENCES_IN_A_DOCUMENT
        stored = [Doc.from_docs(stored[i : i + size]) for i in range(0, len(stored), size)]
    return [close_clitics(doc) for doc in stored]


def close_clitics(doc: Doc) -> Doc:
    """The same document with `do n't` and `Obama 's` written together.

    The sets keep the white space of single words only, and treebanks note it for the two halves of such words at once.
    """
    clitics = [CLITIC.fullmatch(word.text) is not None and word.pos_ in CLITIC_TAGS for word in doc]
    spaces = [bool(word.whitespace_) and not joined for word, joined in zip(doc, [*clitics[1:], False], strict=True)]
    kept: list[int | str] = ["POS", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
    closed = Doc(doc.vocab, words=[word.text for word in doc], spaces=spaces)
    return closed.from_array(kept, doc.to_array(kept))  # type: ignore[arg-type]  # spaCy's stubs call integers floats


def read_raw(doc: Doc) -> str:
    """What a raw reading is given: the text."""
    return doc.text


def read_gold(doc: Doc) -> Doc:
    """What a reading of gold tokens is given: the tokens without their annotation."""
    return Doc(doc.vocab, words=[word.text for word in doc], spaces=[bool(word.whitespace_) for word in doc])


READINGS: dict[str, Callable[[Doc], str | Doc]] = {"raw": read_raw, "gold": read_gold}


def evaluate(nlp: Language, docs: list[Doc], *, name: str, tokens: str) -> Figures:
    """Reads `docs` anew and compares; `tokens` is one of READINGS."""
    given = [READINGS[tokens](doc) for doc in docs]
    started = time.process_time()
    found = list(nlp.pipe(given))
    seconds = time.process_time() - started
    examples = [Example(mine, theirs) for mine, theirs in zip(found, docs, strict=True)]
    edges = Scorer.score_deps(examples, "dep")
    sentences = PRFScore()
    names = PRFScore() if any(doc.has_annotation("ENT_IOB") for doc in docs) else None
    for mine, theirs in zip(found, docs, strict=True):
        sentences.score_set(extents(mine.sents), extents(theirs.sents))
        if names is not None:
            names.score_set(extents(mine.ents), extents(theirs.ents))
    words = sum(len(doc) for doc in docs)
    return Figures(
        set=name,
        tokens=tokens,
        words=words,
        upos=Scorer.score_token_attr(examples, "pos")["pos_acc"],
        uas=edges["dep_uas"],
        las=edges["dep_las"],
        sentences_f=sentences.fscore,
        names_p=names.precision if names else None,
        names_r=names.recall if names else None,
        names_f=names.fscore if names else None,
        words_a_second=round(words / seconds),
    )


def extents(spans: Iterable[Span]) -> set[tuple[int, int, str]]:
    """Where spans begin and end in the text, with their labels; a sentence has none."""
    return {(span.start_char, span.end_char, span.label_) for span in spans}


def table(figures: list[Figures]) -> str:
    """The figures as a Markdown table; shares in per cent."""
    rows = [
        ["set", "tokens", "words", "UPOS", "UAS", "LAS", "sentence F1", "names P", "names R", "names F1", "words/s"],
        ["---", "---", *["---:"] * 9],
    ]
    rows += [[cell(value) for value in dataclasses.astuple(each)] for each in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def cell(value: str | int | float | None) -> str:
    """One value of the table."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{100 * value:.1f}"
    return f"{value:,}" if isinstance(value, int) else value


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, default=HERE.parent / "src" / "dragoman" / "model", help="the pipeline")
    options.add_argument("--work", type=Path, default=HERE / "work", help="where train.py put the sets")
    options.add_argument("--limit", type=int, help="read only so many documents of each set, to try it out")
    options.add_argument("--json", action="store_true", help="print JSON, shares of 1")
    chosen = options.parse_args()
    if chosen.limit is not None and chosen.limit < 1:
        options.error("--limit must be 1 or more")
    if not (chosen.model / "meta.json").is_file():
        options.error(f"{chosen.model} holds no pipeline; train.py --assemble writes one")
    if missing := [name for name in STORED if not (chosen.work / f"{name}.spacy").is_file()]:
        options.error(f"{chosen.work} lacks the sets {', '.join(missing)}; train.py writes them")
    nlp = spacy.load(chosen.model)
    figures: list[Figures] = []
    for name in SETS:
        docs = gold(name, chosen.work, nlp)[: chosen.limit]
        figures += [evaluate(nlp, docs, name=name, tokens=tokens) for tokens in READINGS]
    if chosen.json:
        print(json.dumps([dataclasses.asdict(each) for each in figures], indent=1))
    else:
        print(table(figures))


if __name__ == "__main__":
    main()
