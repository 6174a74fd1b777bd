"""Learns the lemma rules and exceptions of `dragoman.parser.lemmas` from treebanks.

python training/lemmas.py --corpora ../shared/corpora [--out src/dragoman/model]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import corpora
from corpora import Documents

from dragoman.parser.lemmas import LONGEST_ENDING, Edit, Lemmas, edited

ENOUGH = 2
"""Words that make a rule, sightings that make an exception."""

CLOSED = {"AUX", "PRON", "DET", "PART"}


def learn(documents: Documents) -> Lemmas:
    """The rules that most words of an ending obey, the shortest endings first, and what they get wrong."""
    seen = Counter(
        (word.lower(), upos, xpos, lemma)
        for document in documents
        for each in document
        if each.lemmas is not None
        for word, upos, xpos, lemma in zip(each.words, each.upos or [], each.xpos or [], each.lemmas or [], strict=True)
    )
    endings: dict[tuple[str, str, str], Counter[Edit]] = defaultdict(Counter)
    words: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (word, upos, xpos, lemma), count in seen.items():
        words[upos, xpos, word][lemma] += count
        for length in range(min(LONGEST_ENDING, len(word)) + 1):
            endings[upos, xpos, word[len(word) - length :]][edit_of(word, lemma)] += 1 + (count > 3)
    found = Lemmas({}, {})
    for (upos, xpos, ending), edits in sorted(endings.items(), key=lambda entry: (len(entry[0][2]), entry[0])):
        edit, count = max(edits.items(), key=lambda entry: (entry[1], entry[0]))
        if count >= ENOUGH and (not ending or found.rule(upos, xpos, ending, len(ending) - 1) != edit):
            found.rules[upos, xpos, ending] = edit
    for (upos, xpos, word), lemmas in words.items():
        lemma, count = max(lemmas.items(), key=lambda entry: (entry[1], entry[0]))
        proper = upos == "PROPN" or xpos.startswith("NNP")
        if not proper and (count >= ENOUGH or upos in CLOSED) and edited(word, found.rule(upos, xpos, word)) != lemma:
            found.exceptions[upos, xpos, word] = lemma
    return found


def edit_of(word: str, lemma: str) -> Edit:
    """What makes `word`, in small letters, its lemma, but for capitals."""
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same].lower():
        same += 1
    return len(word) - same, lemma[same:]


def accuracy(lemmas: Lemmas, documents: Documents) -> float:
    """Share of words whose lemma is right under gold tags, capitals left aside."""
    pairs = [
        (lemmas(word, upos, xpos).lower(), lemma.lower())
        for document in documents
        for each in document
        if each.lemmas is not None
        for word, upos, xpos, lemma in zip(each.words, each.upos or [], each.xpos or [], each.lemmas or [], strict=True)
    ]
    return sum(mine == gold for mine, gold in pairs) / len(pairs)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent / "src" / "dragoman" / "model")
    chosen = options.parse_args()
    found = learn(corpora.training(chosen.corpora))
    found.dump(chosen.out / "lemmas.json")
    sets = {"GUM dev": corpora.tuning(chosen.corpora), "EWT dev": corpora.treebank(chosen.corpora / "ewt" / "en_ewt-dev.conllu")}
    figures = ", ".join(f"{name} {accuracy(found, documents):.4f}" for name, documents in sets.items())
    print(f"{len(found.rules)} rules, {len(found.exceptions)} exceptions; {figures}")


if __name__ == "__main__":
    main()
