"""Corpora → sentences in parallel columns.

Reads UD treebanks (CoNLL-U), Universal NER (IOB2) and WikiGold (columns). The folder of corpora holds `ewt/`, `gum/`,
`uner-ewt/`, `uner-pud/` and `wikigold/` (names and licences in this folder's README).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

Entity = tuple[int, int, str]
"""First word, word after the last, PER, ORG or LOC."""

LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "president",
        "minister",
        "chancellor",
        "secretary",
        "senator",
        "governor",
        "general",
        "colonel",
        "captain",
        "major",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "emperor",
        "mayor",
        "judge",
        "justice",
        "chairman",
        "director",
        "speaker",
        "ambassador",
        "king's",
        "lord",
        "lady",
        "father",
        "mother",
        "dad",
        "mom",
        "mum",
        "grandma",
        "grandpa",
        "uncle",
        "aunt",
        "congressman",
        "congresswoman",
        "representative",
        "commissioner",
        "chair",
        "fellow",
        "undersecretary",
        "solicitor",
        "attorney",
        "ceo",
        "officer",
        "chief",
        "deputy",
        "vice",
        "premier",
        "bishop",
        "archbishop",
        "cardinal",
        "sheikh",
        "imam",
        "sultan",
        "administrator",
        "mp",
        "mep",
        "republican",
        "democrat",
        "labourite",
        "tory",
    ]
)
"""Words that GUM takes for a person's name and Universal NER does not."""

INSIDE = frozenset(
    [
        "of",
        "for",
        "and",
        "&",
        "de",
        "du",
        "di",
        "da",
        "la",
        "le",
        "del",
        "van",
        "von",
        "bin",
        "al",
        "the",
        "-",
        "–",
        "'",
        "’s",
        "'s",
    ]
)
"""What may stand between the capitalised words of one name."""

LONGEST_NAME = 9


@dataclass(frozen=True)
class Sentence:
    """One sentence: parallel columns, `heads` 0-based within the sentence, a root pointing to itself.

    A column the corpus lacks is None. `opens` says that a paragraph begins here.
    """

    words: list[str]
    spaces: list[bool]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    entities: list[Entity] | None = None
    opens: bool = False
    misc: list[str] = field(default_factory=list)


COLUMNS = ("words", "spaces", "upos", "xpos", "feats", "lemmas", "labels", "misc")

Documents = list[list[Sentence]]


def training(folder: Path) -> Documents:
    """What the network learns from: EWT and GUM train; for names also Universal NER's EWT and WikiGold."""
    uner = [each for split in ("dev", "test") for each in universal_ner(folder / "uner-ewt" / f"{split}.iob2")]
    return [*treebank(folder / "ewt" / "en_ewt-train.conllu"), *gum(folder, "train"), *grouped(uner), *grouped(wikigold(folder))]


def tuning(folder: Path) -> Documents:
    """What chooses settings and checkpoints: GUM dev."""
    return gum(folder, "dev")


def gum(folder: Path, split: str, genre: str = "") -> Documents:
    """GUM with its names; `genre` as in the names of its documents, all where it is empty."""
    path = folder / "gum" / f"en_gum-{split}.conllu"
    with path.open(encoding="utf-8") as lines:
        wanted = [f"GUM_{genre}" in line for line in lines if line.startswith("# newdoc")]
    documents = [[replace(each, entities=gum_names(each)) for each in document] for document in treebank(path)]
    return [document for document, keep in zip(documents, wanted, strict=True) if keep]


def pud(folder: Path) -> Documents:
    """PUD's 1,000 sentences with Universal NER's names, eight to a document; never to train or tune on."""
    sentences = [each for document in treebank(folder / "uner-pud" / "en_pud-test.conllu") for each in document]
    named = {_letters(each): each for each in universal_ner(folder / "uner-pud" / "test.iob2")}
    return list(grouped([replace(each, entities=recut(named[_letters(each)], each), opens=False) for each in sentences]))


def _letters(sentence: Sentence) -> str:
    """What two editions of one sentence share."""
    return "".join(sentence.words).replace(".", "")


def recut(named: Sentence, other: Sentence) -> list[Entity]:
    """The names of `named` as spans of the words of `other`, which cuts the same letters differently here and there."""
    if len(named.words) == len(other.words):
        return named.entities or []
    starts = {0: 0}
    at = 0
    for i, word in enumerate(other.words, start=1):
        at += len(word)
        starts[at] = i
    letters = [0]
    for word in named.words:
        letters.append(letters[-1] + len(word))
    return [(starts[letters[start]], starts[letters[end]], label) for start, end, label in named.entities or []]


def universal_ner(path: Path) -> list[Sentence]:
    """Sentences with the names of a Universal NER file."""
    return list(_columns(path, word=1, tag=2, separator="\t"))


def wikigold(folder: Path) -> list[Sentence]:
    """Sentences with the names of WikiGold."""
    return list(_columns(folder / "wikigold" / "wikigold.conll.txt", word=0, tag=1, separator=None))


def grouped(sentences: list[Sentence], size: int = 8) -> Iterator[list[Sentence]]:
    """Loose sentences as documents of `size`."""
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


def treebank(path: Path) -> Documents:
    """The documents of a CoNLL-U file; empty nodes are passed over, the spacing of multiword tokens is kept."""
    documents: Documents = []
    rows: list[list[str]] = []
    glued: dict[int, bool] = {}
    """Words of a multiword token → whether white space follows: only its last word has any."""
    opens = True
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") or (not documents and line):
                documents.append([])
            if line.startswith(("# newdoc", "# newpar")):
                opens = True
            elif line and line[0] != "#":
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
                elif "-" in row[0]:
                    first, last = map(int, row[0].split("-"))
                    glued |= dict.fromkeys(range(first, last), False) | {last: "SpaceAfter=No" not in row[9]}
            elif not line and rows:
                documents[-1].append(_sentence(rows, glued, opens))
                rows, glued, opens = [], {}, False
    return documents


def _sentence(rows: list[list[str]], glued: dict[int, bool], opens: bool) -> Sentence:
    return Sentence(
        words=[row[1] for row in rows],
        spaces=[glued.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        feats=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)],
        labels=["root" if row[6] == "0" else row[7] for row in rows],
        opens=opens,
        misc=[row[9] for row in rows],
    )


def gum_names(sentence: Sentence) -> list[Entity]:
    """The named people, organisations and places among GUM's nested mentions, cut as Universal NER cuts them.

    A mention counts where its head is a proper noun. Its name is the head with the capitalised words beside it: for a
    person only what is a part of the name by the tree ("President" is not), for the others also across *of*, *for*,
    *and*. Peoples ("the Moriori") are no names here. Of nested names the outermost stays.
    """
    assert sentence.heads is not None
    assert sentence.xpos is not None
    assert sentence.labels is not None
    names: list[Entity] = []
    mentions = sorted(gum_mentions(sentence), key=lambda mention: mention[0] - mention[1])
    ends = {end for _, end, _ in mentions} | {end - 1 for _, end, _ in mentions if sentence.labels[end - 1] == "case"}
    for start, end, kind in mentions:
        if kind not in LABELS:
            continue
        tops = [word for word in range(start, end) if not start <= sentence.heads[word] < end or sentence.heads[word] == word]
        if not tops or not sentence.xpos[tops[0]].startswith("NNP"):
            continue
        first, last = _person(sentence, start, end, tops[0]) if kind == "person" else _name(sentence, start, end, tops[0], ends)
        if last - first > LONGEST_NAME or (kind == "person" and _no_person(sentence, first, last)):
            continue
        if not any(first < after and before < last for before, after, _ in names):
            names.append((first, last, LABELS[kind]))
    return sorted(names)


def _person(sentence: Sentence, start: int, end: int, head: int) -> tuple[int, int]:
    """The head and the words around it that the tree makes parts of a name."""
    assert sentence.heads is not None
    assert sentence.labels is not None
    kin = {head}
    for word in range(start, end):
        if (
            sentence.heads[word] in kin
            and sentence.labels[word] in {"flat", "compound", "goeswith"}
            and sentence.words[word][0].isupper()
        ):
            kin.add(word)
    first = last = head
    while first - 1 >= start and (first - 1 in kin or (sentence.words[first - 1] in "-.'" and first - 2 in kin)):
        first -= 1
    while last + 1 < end and (last + 1 in kin or (sentence.words[last + 1] in "-.'" and last + 2 in kin)):
        last += 1
    while first < last and sentence.words[first].rstrip(".").lower() in TITLES:
        first += 1
    return first, last + 1


def _no_person(sentence: Sentence, first: int, last: int) -> bool:
    """A title alone, or a people."""
    assert sentence.xpos is not None
    return sentence.words[last - 1].rstrip(".").lower() in TITLES or (last - first == 1 and sentence.xpos[first] == "NNPS")


def _name(sentence: Sentence, start: int, end: int, head: int, ends: set[int]) -> tuple[int, int]:
    """The head with the capitalised words beside it and those across a word that may stand inside a name.

    A possessive mark stands inside only where no other mention ends at it: *Mary's Lake*, not *Italy's Repubblica*.
    """

    def capital(word: int) -> bool:
        return sentence.words[word][:1].isupper() or sentence.words[word][:1].isdigit()

    first, last = head, head + 1
    while first > start:
        before = first - 1
        while before > start and sentence.words[before].lower() in INSIDE and not capital(before):
            if sentence.words[before] in {"'s", "’s"} and before in ends:
                break
            before -= 1
        if not capital(before) or (
            (sentence.upos or [])[before] in {"DET", "VERB", "ADP"} and (sentence.xpos or [])[before][:3] != "NNP"
        ):
            break
        first = before
    while last < end:
        after = last
        while after < end - 1 and sentence.words[after].lower() in INSIDE and not capital(after):
            after += 1
        if not capital(after):
            break
        last = after + 1
    return first, last


def gum_mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of each mention that ends in the sentence."""
    opened: list[tuple[str, int, str]] = []
    for word, misc in enumerate(sentence.misc):
        marks = re.search(r"Entity=([^|]*)", misc)
        for opens, identity, rest, closes in re.findall(r"(\(?)(\d+(?:\[[^\]]*\])?)((?:-[^()]*)?)(\)?)", marks[1] if marks else ""):
            name = identity.split("[")[0]
            if opens:
                opened.append((name, word, rest.split("-")[1] if rest else ""))
            if closes:
                at = next((k for k in reversed(range(len(opened))) if opened[k][0] == name), None)
                if at is not None:
                    _, start, kind = opened.pop(at)
                    yield start, word + 1, kind


def _columns(path: Path, word: int, tag: int, separator: str | None) -> Iterator[Sentence]:
    """Sentences of a file of columns; `separator` None splits on any white space."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# "):
                continue
            if line:
                columns = line.split(separator)
                words.append(columns[word])
                tags.append(columns[tag])
            elif words:
                yield Sentence(words=words, spaces=_guessed_spaces(words), entities=spans(tags))
                words, tags = [], []


def spans(tags: Iterable[str]) -> list[Entity]:
    """IOB or IOB2 tags → spans of PER, ORG, LOC."""
    found: list[Entity] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind = tag[2:]
        if label and (tag == "O" or tag.startswith("B-") or kind != label):
            found.append((start, i, label))
            label = ""
        if tag != "O" and not label:
            start, label = i, kind
    return [span for span in found if span[2] in LABELS.values()]


def _guessed_spaces(words: list[str]) -> list[bool]:
    """White space for corpora that record none, by the usual typography."""
    tight_before = {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "'", "''", "%", "’s"}
    tight_after = {"(", "[", "``", "$", "£"}
    following = [*words[1:], ""]
    return [word not in tight_after and after not in tight_before for word, after in zip(words, following, strict=True)]
