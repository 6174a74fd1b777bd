"""Measures a language model on the evaluation sets and on the challenge sentences; prints Markdown tables.

    python training/evaluate.py --corpora ../shared/corpora [--model NAME] [--limit 5] [--json]

Each set is read three times: *raw* is running text, with an empty line between paragraphs where the treebank notes
them; *tokens* gives the model the treebank's words; *sentences* gives it the treebank's sentences too. Figures are
those of the CoNLL 2018 shared task: F1 over words, where a word counts as found if its ends are right, so that in the
last two readings they are plain accuracies. LAS compares relations without subtypes, as that task did; `strict` is the
same with them. Punctuation counts. A sentence is right where both ends are, a name where its label is too.

The names of GUM are drawn from its mentions by `corpora.py`, those of PUD are Universal NER's. A challenge relation is
right where head and relation are, with its subtype.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import corpora
from corpora import Documents, Sentence
from spacy.tokens import Doc, Token

from dragoman.parser.pipeline import load, own

HERE = Path(__file__).resolve().parent
BREAK = "\n\n"
READINGS = ("raw", "tokens", "sentences")

Place = tuple[int, int]
"""First character, character after the last."""


@dataclass(frozen=True)
class Word:
    """A word of gold or of a reading; `head` is the place of its head, its own for a root."""

    upos: str
    xpos: str
    feats: str
    lemma: str
    head: Place
    label: str


@dataclass(frozen=True)
class Figures:
    """F1 of what one set yields in one reading; None where the set lacks the annotation."""

    set: str
    reading: str
    words: float
    sentences: float
    upos: float
    xpos: float
    feats: float
    lemmas: float
    uas: float
    las: float
    strict: float
    names: float | None


def sets(folder: Path) -> dict[str, Documents]:
    """What is measured; only GUM's dev part may be tuned on."""
    return {
        "GUM news dev": corpora.gum(folder, "dev", "news"),
        "GUM news test": corpora.gum(folder, "test", "news"),
        "GUM news dev+test": [*corpora.gum(folder, "dev", "news"), *corpora.gum(folder, "test", "news")],
        "EWT test": corpora.treebank(folder / "ewt" / "en_ewt-test.conllu"),
        "PUD": corpora.pud(folder),
    }


def text_of(document: list[Sentence]) -> tuple[str, list[list[Place]]]:
    """The running text of a document, and where the words of each sentence stand."""
    text, places = "", []
    for number, sentence in enumerate(document):
        if number and sentence.opens:
            text = text.rstrip() + BREAK
        row = []
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            row.append((len(text), len(text) + len(word)))
            text += word + " " * space
        places.append(row)
    return text, places


def given(nlp: Any, document: list[Sentence], reading: str) -> str | Doc:
    """What the model is given of a document: its text, its words, or its words and sentences."""
    text, places = text_of(document)
    if reading == "raw":
        return text
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    at = 0
    for row in places:
        for number, (start, end) in enumerate(row):
            if start - at == len(BREAK):
                words.append(BREAK)
                spaces.append(False)
                starts.append(False)
            elif start > at:
                spaces[-1] = True
            words.append(text[start:end])
            spaces.append(False)
            starts.append(number == 0)
            at = end
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts if reading == "sentences" else None)


def gold(document: list[Sentence]) -> tuple[dict[Place, Word], set[Place], set[tuple[int, int, str]] | None]:
    """Words, sentences and names of a document by their places."""
    words: dict[Place, Word] = {}
    names: set[tuple[int, int, str]] = set()
    _, places = text_of(document)
    for sentence, row in zip(document, places, strict=True):
        columns = (sentence.upos, sentence.xpos, sentence.feats, sentence.lemmas, sentence.heads, sentence.labels)
        for place, upos, xpos, feats, lemma, head, label in zip(row, *columns, strict=True):  # type: ignore[arg-type]
            words[place] = Word(upos, xpos, feats, lemma, row[head], label)
        names |= {(row[start][0], row[end - 1][1], label) for start, end, label in sentence.entities or []}
    named = all(sentence.entities is not None for sentence in document)
    return words, {(row[0][0], row[-1][1]) for row in places}, names if named else None


def found(doc: Doc) -> tuple[dict[Place, Word], set[Place], set[tuple[int, int, str]]]:
    """The same of a reading."""

    def place(token: Token) -> Place:
        return token.idx, token.idx + len(token.text)

    words = {
        place(token): Word(
            token.pos_, token.tag_, str(token.morph), token.lemma_, place(token.head), "root" if token.head is token else token.dep_
        )
        for token in doc
        if not token.is_space
    }
    sentences = {(inner[0].idx, place(inner[-1])[1]) for sent in doc.sents if (inner := [t for t in sent if not t.is_space])}
    return words, sentences, {(span.start_char, span.end_char, span.label_) for span in doc.ents}


def evaluate(nlp: Any, documents: Documents, name: str, reading: str) -> Figures:
    """Reads the documents anew and compares."""
    counts: Counter[str] = Counter()
    size = {"gold": 0, "found": 0}
    sentences, names = [0, 0, 0], [0, 0, 0]
    named = True
    docs = nlp.pipe(given(nlp, document, reading) for document in documents)
    for document, doc in zip(documents, docs, strict=True):
        theirs, mine = gold(document), found(doc)
        size["gold"] += len(theirs[0])
        size["found"] += len(mine[0])
        for place, word in theirs[0].items():
            if place in mine[0]:
                counts.update(agreement(word, mine[0][place]))
        add(sentences, theirs[1], mine[1])
        if theirs[2] is None:
            named = False
        else:
            add(names, theirs[2], mine[2])
    shares = {field: f1(counts[field], size["gold"], size["found"]) for field in AGREEMENTS}
    return Figures(set=name, reading=reading, sentences=f1(*sentences), names=f1(*names) if named else None, **shares)


AGREEMENTS = ("words", "upos", "xpos", "feats", "lemmas", "uas", "las", "strict")


def agreement(gold: Word, mine: Word) -> Iterable[str]:
    """What of a word that was found is right."""
    headed = gold.head == mine.head
    same = gold.label.lower() == mine.label.lower()
    universal = gold.label.split(":")[0] == mine.label.lower().split(":")[0]
    facts = (True, gold.upos == mine.upos, gold.xpos == mine.xpos, gold.feats == mine.feats, gold.lemma == mine.lemma)
    return (name for name, right in zip(AGREEMENTS, (*facts, headed, headed and universal, headed and same), strict=True) if right)


def add(counts: list[int], theirs: set[Any], mine: set[Any]) -> None:
    """Counts what both have, what gold has, what was found."""
    for i, each in enumerate((theirs & mine, theirs, mine)):
        counts[i] += len(each)


def f1(both: int, gold: int, mine: int) -> float:
    """2 × both / (gold + mine)."""
    return 2 * both / max(gold + mine, 1)


def challenge(nlp: Any, path: Path = HERE / "challenge.csv") -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Right and all relations of the challenge set for each phenomenon, and the wrong ones in words."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sentences = list(dict.fromkeys(row["sentence"] for row in rows))
    docs = dict(zip(sentences, nlp.pipe(sentences), strict=True))
    for row in rows:
        doc = docs[row["sentence"]]
        word, head = occurrence(doc, row["word"], row["occurrence"]), None
        if row["relation"] != "root":
            head = occurrence(doc, row["head"], row["head_occurrence"])
        right = (
            word is not None
            and word.dep_.lower() == row["relation"].lower()
            and (row["relation"] == "root" or (head is not None and word.head.i == head.i))
        )
        counts[row["phenomenon"]][0] += right
        counts[row["phenomenon"]][1] += 1
        if not right:
            got = "no such word" if word is None else f"{word.dep_} of {word.head.text}"
            wrong.append(f"{row['word']} ← {row['head'] or 'root'} {row['relation']}: {got} | {row['sentence']}")
    return {name: (right, whole) for name, (right, whole) in sorted(counts.items())}, wrong


def occurrence(doc: Doc, word: str, number: str) -> Token | None:
    """The token with that text, the `number`th of them."""
    same = [token for token in doc if token.text == word]
    at = int(number or 1) - 1
    return same[at] if at < len(same) else None


def table(figures: list[Figures]) -> str:
    """The figures as a Markdown table, in per cent."""
    names = [field.name for field in dataclasses.fields(Figures)]
    rows = [names, ["---", "---", *["---:"] * (len(names) - 2)]]
    rows += [
        ["" if value is None else value if isinstance(value, str) else f"{100 * value:.1f}" for value in dataclasses.astuple(each)]
        for each in figures
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    options.add_argument("--model", help="a spaCy pipeline, or the folder of an export; the shipped model without it")
    options.add_argument("--limit", type=int, help="read only so many documents of each set, to try it out")
    options.add_argument("--sets", default="", help="only the sets whose names contain this")
    options.add_argument("--json", action="store_true", help="print JSON, shares of 1")
    options.add_argument("--wrong", action="store_true", help="list the challenge relations that are wrong")
    chosen = options.parse_args()
    if chosen.limit is not None and chosen.limit < 1:
        options.error("--limit must be 1 or more")
    exported = chosen.model and (Path(chosen.model) / "network.onnx").is_file()
    nlp = own(Path(chosen.model)) if exported else load(chosen.model)
    figures = [
        evaluate(nlp, documents[: chosen.limit], name, reading)
        for name, documents in sets(chosen.corpora).items()
        if chosen.sets in name
        for reading in READINGS
    ]
    phenomena, wrong = challenge(nlp)
    right, whole = (sum(counts) for counts in zip(*phenomena.values(), strict=True))
    if chosen.json:
        print(json.dumps({"sets": [dataclasses.asdict(each) for each in figures], "challenge": phenomena}, indent=1))
        return
    print(table(figures))
    print(f"\nchallenge: {right} of {whole} relations, {100 * right / whole:.1f} %")
    print("\n".join(f"- {name}: {mine}/{all_}" for name, (mine, all_) in phenomena.items()))
    if chosen.wrong:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
