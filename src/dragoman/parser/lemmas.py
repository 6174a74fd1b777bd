"""The base form of a word by rules and exceptions learnt from treebanks (`training/lemmas.py`).

A rule takes letters off the end of a word and puts others there, for words of one tag that end in certain letters; the
rule of the longest ending holds. A word that its rule gets wrong is an exception.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_ENDING = 6
KEPT = 100_000

Edit = tuple[int, str]
"""How many letters go, and what comes in their place."""


def edited(word: str, edit: Edit) -> str:
    """`word` after the edit."""
    off, on = edit
    return (word[: len(word) - off] if off else word) + on


@dataclass(frozen=True)
class Lemmas:
    """The tables, keyed by UPOS, Penn tag and ending or word in small letters; `Lemmas(...)(word, upos, xpos)` is the lemma."""

    rules: dict[tuple[str, str, str], Edit]
    exceptions: dict[tuple[str, str, str], str]
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, path: Path) -> Lemmas:
        """The tables of a file written by `dump`."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        rules = {(upos, xpos, ending): (off, on) for upos, xpos, ending, off, on in kept["rules"]}
        return cls(rules, {(upos, xpos, word): lemma for upos, xpos, word, lemma in kept["exceptions"]})

    def dump(self, path: Path) -> None:
        """Writes the tables as JSON, a line for each entry."""
        rules: list[list[object]] = [[*key, *edit] for key, edit in sorted(self.rules.items())]
        exceptions: list[list[object]] = [[*key, lemma] for key, lemma in sorted(self.exceptions.items())]
        parts: dict[str, list[list[object]]] = {"rules": rules, "exceptions": exceptions}
        lines = (f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in parts.items())
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")

    def __call__(self, word: str, upos: str, xpos: str) -> str:
        key = (word, upos, xpos)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[key] = self._find(word, upos, xpos)
        return found

    def _find(self, word: str, upos: str, xpos: str) -> str:
        small = word.lower()
        exception = self.exceptions.get((upos, xpos, small))
        if exception is not None:
            return exception
        proper = upos == "PROPN" or xpos.startswith("NNP")
        return edited(word if proper else small, self.rule(upos, xpos, small)) or word

    def rule(self, upos: str, xpos: str, word: str, longest: int = LONGEST_ENDING) -> Edit:
        """The rule of the longest ending of at most `longest` letters; no change where there is none."""
        for length in range(min(longest, len(word)), -1, -1):
            found = self.rules.get((upos, xpos, word[len(word) - length :]))
            if found is not None and found[0] <= len(word):
                return found
        return 0, ""
