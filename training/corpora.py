"""Corpora → spaCy documents.

Reads UD treebanks (CoNLL-U), Universal NER (IOB2) and WikiGold (CoNLL columns) and groups their sentences into
documents of eight, so that the parser learns sentence boundaries. Run by `train.py`; the folder of corpora holds
`ewt/`, `gum/`, `uner-ewt/`, `uner-pud/` and `wikigold/` (names and licences in this folder's README).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

SENTENCES_IN_A_DOCUMENT = 8
ENTITY_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
# A name is made of these; "the president of the council" is an entity for GUM but no name.
NAME_TAGS = {"PROPN", "ADP", "DET", "NUM", "ADJ", "CCONJ", "PART", "PUNCT", "SYM"}
LONGEST_NAME = 7

Entity = tuple[int, int, str]


@dataclass
class Sentence:
    """One sentence: parallel columns, `heads` 0-based within the sentence, a root pointing to itself."""

    words: list[str]
    spaces: list[bool]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    entities: list[Entity] | None = None
    misc: list[str] = field(default_factory=list)


def conllu_documents(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a CoNLL-U file; multiword ranges and empty nodes are passed over."""
    document: list[Sentence] = []
    rows: list[list[str]] = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if document:
                yield document
            document = []
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            document.append(_sentence(rows))
            rows = []
    if rows:
        document.append(_sentence(rows))
    if document:
        yield document


def _sentence(rows: list[list[str]]) -> Sentence:
    heads = [int(row[6]) - 1 for row in rows]
    return Sentence(
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        feats=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[i if head < 0 else head for i, head in enumerate(heads)],
        labels=["ROOT" if row[7] == "root" else row[7] for row in rows],
        misc=[row[9] for row in rows],
    )


def gum_names(sentence: Sentence) -> list[Entity]:
    """The named people, organisations and places among GUM's nested mentions (head a proper noun, at most seven words)."""
    assert sentence.heads is not None
    assert sentence.upos is not None
    opened: list[tuple[str, int, str]] = []
    mentions: list[Entity] = []
    for i, misc in enumerate(sentence.misc):
        marks = re.search(r"Entity=([^|]*)", misc)
        if not marks:
            continue
        for opens, identity, rest, closes in re.findall(r"(\(?)(\d+(?:\[[^\]]*\])?)((?:-[^()]*)?)(\)?)", marks[1]):
            identity = identity.split("[")[0]
            if opens:
                opened.append((identity, i, rest.split("-")[1] if rest else ""))
            if closes:
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == identity:
                        _, start, kind = opened.pop(k)
                        mentions.append((start, i + 1, kind))
                        break
    names: list[Entity] = []
    for start, end, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        if kind not in ENTITY_LABELS:
            continue
        heads = [t for t in range(start, end) if not start <= sentence.heads[t] < end or sentence.heads[t] == t]
        if not heads or sentence.upos[heads[0]] != "PROPN":
            continue
        while start < end and sentence.upos[start] == "DET":
            start += 1
        while start < end and sentence.upos[end - 1] in {"PUNCT", "PART"}:
            end -= 1
        inside = range(start, end)
        if not 0 < len(inside) <= LONGEST_NAME or any(sentence.upos[t] not in NAME_TAGS for t in inside):
            continue
        if any(sentence.words[t] in {",", ";", ":", "("} for t in inside):
            continue
        if any(start < b and a < end for a, b, _ in names):
            continue
        names.append((start, end, ENTITY_LABELS[kind]))
    return sorted(names)


def iob_sentences(path: Path, column: int, word: int, separator: str | None) -> Iterator[Sentence]:
    """Sentences of an IOB file with PER, ORG and LOC kept; `separator` None splits on any white space."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.open(encoding="utf-8"), "\n"]:
        line = line.rstrip("\n")
        if line.startswith("# "):
            continue
        if line:
            columns = line.split(separator)
            words.append(columns[word])
            tags.append(columns[column])
        elif words:
            yield Sentence(words=words, spaces=_guess_spaces(words), entities=iob_spans(tags))
            words, tags = [], []


def iob_spans(tags: list[str]) -> list[Entity]:
    """IOB or IOB2 tags → spans of PER, ORG, LOC."""
    spans: list[Entity] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind = tag[2:]
        if label and (tag == "O" or tag.startswith("B-") or kind != label):
            spans.append((start, i, label))
            label = ""
        if tag != "O" and not label:
            start, label = i, kind
    return [span for span in spans if span[2] in {"PER", "ORG", "LOC"}]


def _guess_spaces(words: list[str]) -> list[bool]:
    """White space for corpora that record none, by the usual typography."""
    tight_before = {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "'", "''", "%", "’s"}
    tight_after = {"(", "[", "``", "$", "£"}
    following = [*words[1:], ""]
    return [word not in tight_after and after not in tight_before for word, after in zip(words, following, strict=True)]


def typographic(sentence: Sentence) -> Sentence:
    """The same sentence with curly quotes and apostrophes, which news has and treebanks do not."""
    words, opening = [], True
    for word in sentence.words:
        if word in {'"', "``", "''"}:
            word = "“" if opening else "”"
            opening = not opening
        words.append(word.replace("'", "’"))
    return Sentence(**{**sentence.__dict__, "words": words})


def document(vocab: spacy.vocab.Vocab, sentences: list[Sentence]) -> Doc:
    """One spaCy document of several sentences; annotation that any of them lacks is missing for all."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    entities: list[tuple[int, int, str]] = []
    columns: dict[str, list[str]] = {name: [] for name in ("upos", "xpos", "feats", "lemmas", "labels")}
    parsed = all(sentence.heads is not None for sentence in sentences)
    named = all(sentence.entities is not None for sentence in sentences)
    for sentence in sentences:
        offset = len(words)
        words += sentence.words
        spaces += [*sentence.spaces[:-1], True]
        starts += [i == 0 for i in range(len(sentence.words))]
        if parsed:
            heads += [offset + head for head in sentence.heads or []]
            for name, values in columns.items():
                values += getattr(sentence, name)
        if named:
            entities += [(offset + a, offset + b, label) for a, b, label in sentence.entities or []]
    if parsed:
        doc = Doc(
            vocab,
            words=words,
            spaces=spaces,
            pos=columns["upos"],
            tags=columns["xpos"],
            morphs=columns["feats"],
            lemmas=columns["lemmas"],
            heads=heads,
            deps=columns["labels"],
        )
    else:
        doc = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    if named:
        doc.set_ents([Span(doc, a, b, label) for a, b, label in entities], default="outside")
    else:
        doc.set_ents([], default="missing")
    return doc


def grouped(sentences: list[Sentence], size: int = SENTENCES_IN_A_DOCUMENT) -> Iterator[list[Sentence]]:
    for i in range(0, len(sentences), size):
        yield sentences[i : i + size]


def _with_names(sentences: Iterable[Sentence], named: Iterable[Sentence]) -> list[Sentence]:
    """Treebank sentences that Universal NER has annotated too, with its entities."""
    by_words = {tuple(s.words): s.entities for s in named}
    return [Sentence(**{**s.__dict__, "entities": by_words[tuple(s.words)]}) for s in sentences if tuple(s.words) in by_words]


def _gum(folder: Path, split: str, genre: str | None = None) -> list[list[Sentence]]:
    found = []
    for sentences in conllu_documents(folder / "gum" / f"en_gum-{split}.conllu"):
        found.append([Sentence(**{**s.__dict__, "entities": gum_names(s)}) for s in sentences])
    if genre is None:
        return found
    wanted = [
        re.search(r"GUM_([a-z]+)", line)[1] == genre  # type: ignore[index]
        for line in (folder / "gum" / f"en_gum-{split}.conllu").open(encoding="utf-8")
        if line.startswith("# newdoc")
    ]
    return [sentences for sentences, keep in zip(found, wanted, strict=True) if keep]


def _flat(documents: Iterable[list[Sentence]]) -> list[Sentence]:
    return [sentence for sentences in documents for sentence in sentences]


def build(folder: Path, out: Path, seed: int = 0) -> dict[str, int]:
    """Writes every set that training and evaluation read into `out` and returns their sizes in documents."""
    vocab = spacy.blank("en").vocab
    chance = random.Random(seed)

    def uner(split: str) -> list[Sentence]:
        annotated = iob_sentences(folder / "uner-ewt" / f"{split}.iob2", column=2, word=1, separator="\t")
        return _with_names(_flat(conllu_documents(folder / "ewt" / f"en_ewt-{split}.conllu")), annotated)

    def mixed(sentences: list[Sentence]) -> list[Sentence]:
        return [typographic(s) if chance.random() < 0.35 else s for s in sentences]

    def by_document(documents: Iterable[list[Sentence]], change: Callable[[list[Sentence]], list[Sentence]]) -> list[Doc]:
        return [document(vocab, change(group)) for sentences in documents for group in grouped(sentences)]

    def same(sentences: list[Sentence]) -> list[Sentence]:
        return sentences

    pud = _flat(conllu_documents(folder / "uner-pud" / "en_pud-test.conllu"))
    pud_names = iob_sentences(folder / "uner-pud" / "test.iob2", column=2, word=1, separator="\t")
    news = [sentences for split in ("dev", "test") for sentences in _gum(folder, split, "news")]
    wikigold = iob_sentences(folder / "wikigold" / "wikigold.conll.txt", column=1, word=0, separator=None)
    sets = {
        "parse-train": by_document([*conllu_documents(folder / "ewt" / "en_ewt-train.conllu"), *_gum(folder, "train")], mixed),
        "parse-dev": by_document(_gum(folder, "dev"), same),
        "ner-train": by_document([*_gum(folder, "train"), uner("dev"), uner("test"), list(wikigold)], mixed),
        "ner-dev": by_document(_gum(folder, "dev"), same),
        "gum-news": by_document(news, same),
        "ewt-test": by_document(conllu_documents(folder / "ewt" / "en_ewt-test.conllu"), same),
        "pud": [document(vocab, [sentence]) for sentence in pud],
        "pud-ner": [document(vocab, [sentence]) for sentence in _with_names(pud, pud_names)],
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, docs in sets.items():
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
    return {name: len(docs) for name, docs in sets.items()}
