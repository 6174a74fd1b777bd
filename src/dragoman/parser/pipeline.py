"""dragoman's own language model as a spaCy pipeline. The only module that knows spaCy.

`load()` gives a `spacy.Language` with spaCy's English tokeniser and one component, which sets what any pipeline of
Universal Dependencies sets: tags, morphology, lemmas, heads, relations, sentences, names. `load("some_pipeline")` gives
that one instead, a package or a folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ModelError
from dragoman.parser import FOLDER
from dragoman.parser.chunks import chunks
from dragoman.parser.lemmas import Lemmas
from dragoman.parser.network import Network, Reading

DOCUMENTS = 32
"""Documents of a stream that are read together."""

_ATTRIBUTES = [POS, TAG, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1


def load(name: str | Path | None = None) -> Language:
    """The pipeline: dragoman's own, or the spaCy pipeline `name` with UD labels.

    ModelError: it cannot be found or loaded, or it has no parser of UD.
    """
    if name is None:
        return own()
    try:
        loaded = spacy.load(name)
    except (OSError, ValueError, ImportError) as problem:
        first = str(problem).splitlines()[0]
        raise ModelError(
            str(name), f"no spaCy pipeline could be loaded ({first})", "name an installed package or a folder"
        ) from None
    parsers: list[Any] = [loaded.get_pipe(each) for each in ("parser", "experimental_biaffine_parser") if each in loaded.pipe_names]
    labels = {label for each in parsers for label in each.labels}
    if labels and "obl" not in labels:
        raise ModelError(
            str(name), "its relations are not those of Universal Dependencies", "name a pipeline trained on a UD treebank"
        )
    return loaded


def own(folder: Path = FOLDER) -> Language:
    """dragoman's own pipeline, with the network of `folder`."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("dragoman", config={"folder": str(folder)})
    return pipeline


@Language.factory(
    "dragoman", assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.dep", "token.head", "doc.ents"]
)
def component(nlp: Language, name: str, folder: str) -> Annotator:  # noqa: ARG001 spaCy gives the name
    """The component of `own`."""
    return Annotator(nlp.vocab, Network(Path(folder)), Lemmas.load(Path(folder) / "lemmas.json"))


class Annotator:
    """Sets on a Doc what the network reads in it."""

    def __init__(self, vocab: spacy.vocab.Vocab, network: Network, lemmas: Lemmas) -> None:
        self.network, self.lemmas = network, lemmas
        values, add = network.values, vocab.strings.add
        self._upos = np.array([add(each) for each in values["upos"]], dtype=np.uint64)
        self._xpos = np.array([add(each) for each in values["xpos"]], dtype=np.uint64)
        self._feats = np.array([vocab.morphology.add(each) for each in values["feats"]], dtype=np.uint64)
        self._labels = np.array([add("ROOT" if each == "root" else each) for each in values["labels"]], dtype=np.uint64)
        self._names = {each[2:]: add(each[2:]) for each in values["names"] if each != "O"}
        self._space, self._loose = (add("SPACE"), add("_SP")), add("dep")
        self._add = add

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = DOCUMENTS) -> Iterator[Doc]:
        """The documents of `stream`, annotated, in order; those of a batch are read together."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            cuts = [list(_pieces(doc)) for doc in batch]
            pieces = [(doc, piece) for doc, cut in zip(batch, cuts, strict=True) for piece in cut]
            words = [[doc[i].text for i in piece] for doc, piece in pieces]
            readings = iter(self.network.read(words, [_given(doc, piece) for doc, piece in pieces]))
            for doc, cut in zip(batch, cuts, strict=True):
                yield self._set(doc, [(piece, next(readings)) for piece in cut])

    def _set(self, doc: Doc, readings: list[tuple[list[int], Reading]]) -> Doc:
        if not len(doc):
            return doc
        values = {name: np.zeros(len(doc), dtype=np.uint64) for name in ("pos", "tag", "morph", "lemma", "dep", "type")}
        heads, iob = np.arange(len(doc)), np.full(len(doc), _OUTSIDE, dtype=np.uint64)
        kinds, forms = self.network.values["upos"], self.network.values["xpos"]
        for piece, reading in readings:
            places = np.array(piece)
            values["pos"][places] = self._upos[reading.upos]
            values["tag"][places] = self._xpos[reading.xpos]
            values["morph"][places] = self._feats[reading.feats]
            values["dep"][places] = self._labels[reading.labels]
            heads[places] = np.where(reading.heads > 0, places[reading.heads - 1], places)
            for at, upos, xpos in zip(piece, reading.upos.tolist(), reading.xpos.tolist(), strict=True):
                values["lemma"][at] = self._add(self.lemmas(doc[at].text, kinds[upos], forms[xpos]))
            for start, end, label in reading.names:
                inside = places[start:end]
                iob[inside[0] : inside[-1] + 1] = _INSIDE
                iob[inside[0]] = _BEGIN
                values["type"][inside[0] : inside[-1] + 1] = self._names[label]
        self._set_spaces(doc, values, heads)
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        columns = [values[name] for name in ("pos", "tag", "morph", "lemma", "dep")]
        table: Any = np.stack([*columns, offsets, iob, values["type"]], 1)
        annotated: Doc = doc.from_array(_ATTRIBUTES, table)
        return annotated

    def _set_spaces(self, doc: Doc, values: dict[str, Any], heads: Any) -> None:
        """White space hangs on the word before it, as spaCy has it; at the start on the word after it."""
        word = next((token.i for token in doc if not token.is_space), None)
        for token in doc:
            if not token.is_space:
                word = token.i
                continue
            values["pos"][token.i], values["tag"][token.i] = self._space
            values["lemma"][token.i] = self._add(token.text)
            values["dep"][token.i] = self._loose if word is not None else self._add("ROOT")
            heads[token.i] = token.i if word is None else word


def _given(doc: Doc, piece: list[int]) -> list[int] | None:
    """Where sentences start by what was set on `doc` before; None where nothing was."""
    if not doc.has_annotation("SENT_START"):
        return None
    return [int(bool(doc[i].is_sent_start)) for i in piece]


def _pieces(doc: Doc) -> Iterator[list[int]]:
    """The words of `doc` in rows that the network can hold: no row crosses an empty line, white space is left out."""
    paragraph: list[int] = []
    for token in [*doc, None]:
        if token is None or (token.is_space and token.text.count("\n") > 1):
            words = [doc[i].text for i in paragraph]
            yield from (paragraph[start:end] for start, end in chunks(words))
            paragraph = []
        elif not token.is_space:
            paragraph.append(token.i)
