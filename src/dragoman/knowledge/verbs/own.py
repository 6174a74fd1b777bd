"""A user's own event frames, laid over ours: a table with our columns, or a PETRARCH verb dictionary (CAMEO.2.0).

Which it is, its first line decides. What a dictionary says and frames cannot is told line by line in `Own.notes`: words before
the verb, patterns with marked sources and targets, rules that transform codes, codes without a PLOVER type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.frames import Frame, Index, frames, index, needs_of, paths_of
from dragoman.knowledge.tables import Note, changed, text_of
from dragoman.knowledge.verbs import COLUMNS, cameo
from dragoman.knowledge.verbs import events as our_events

RULE = "user"
SOURCE, TARGET = "subj", "obj|with|against|to|on|from|for|of|at"
"""Where a dictionary, which names no slots, is taken to mean the actors."""

PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "at",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "out",
        "over",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "with",
        "within",
        "without",
    ]
)

_CODE = re.compile(r"\[([^\]]*)\]")
_FORMS = re.compile(r"\{[^}]*\}")
_PATTERN = re.compile(r"\{(?P<phrase>[^}]*)\}|\((?P<oblique>[^)]*)\)|(?P<word>[&\w'’-]+)|(?P<mark>[%$+^])")


class Own(NamedTuple):
    """The frames of a user's file, and notes on what was not taken over."""

    frames: tuple[Frame, ...] = ()
    notes: tuple[Note, ...] = ()


def read(path: Path) -> Own:
    """The frames of the file at `path`. KnowledgeError: it cannot be read, it breaks a rule, or it is of neither kind."""
    text = text_of(path)
    if text.partition("\n")[0].strip() == COLUMNS:
        found = frames(str(path.resolve()), COLUMNS, ("source", "target"), RULE)
        for frame in found:
            if frame.payload["cameo"] not in cameo():
                raise KnowledgeError(str(path), frame.line, f"{frame.payload['cameo']!r} is no CAMEO code with a PLOVER type")
        return Own(found)
    if re.search(r"^(---|- |&)", text, re.MULTILINE) and _CODE.search(text):
        return petrarch(text, str(path))
    raise KnowledgeError(str(path), 1, f"neither a table of frames ({COLUMNS}) nor a PETRARCH verb dictionary")


def events_over(verbs: str | None) -> Index:
    """Our event frames, under those of the file `verbs` where one is given: its frames of a word are asked first."""
    return our_events() if verbs is None else _laid_over(verbs, changed(verbs))


@lru_cache(maxsize=4)
def _laid_over(verbs: str, changed: int) -> Index:  # noqa: ARG001 a file that has changed is read again
    own, ours = index(read(Path(verbs)).frames), our_events()
    return {**ours, **{key: (*found, *ours.get(key, ())) for key, found in own.items()}}


# ---------------------------------------------------------------- PETRARCH


@dataclass
class _Dictionary:
    """A dictionary being read: the synonym sets so far, the verbs and code of the block, what came of it."""

    file: str
    sets: dict[str, list[str]] = field(default_factory=dict)
    verbs: list[str] = field(default_factory=list)
    code: str = ""
    found: list[Frame] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, line: int, problem: str) -> None:
        self.notes.append(Note(line, problem))

    def add(self, line: int, code: str, needs: str) -> None:
        """A frame for each verb of the block."""
        code = code.strip()
        if code not in cameo():
            self.note(line, f"{code or 'no code'!r} has no PLOVER type; left out")
            return
        for head in self.verbs:
            self.counts[head] = self.counts.get(head, 0) + 1
            cells = dict.fromkeys(COLUMNS.split(","), "") | {
                "head": head,
                "pos": "verb",
                "needs": needs,
                "source": SOURCE,
                "target": TARGET,
                "cameo": code,
            }
            roles = {"source": paths_of(SOURCE), "target": paths_of(TARGET)}
            name = f"{RULE}/{head}.{self.counts[head]}"
            self.found.append(Frame(name, self.file, line, head, "verb", needs_of(self.file, line, needs), roles, cells))


def petrarch(text: str, file: str) -> Own:
    """The frames of a verb dictionary: a block of verbs with one code, patterns below it, synonym sets before."""
    book = _Dictionary(file)
    name = ""
    for line, bare in _lines(text):
        if bare.startswith("---"):
            code = _CODE.search(bare)
            book.verbs, book.code, name = [], _plain(code[1]) if code else "", ""
        elif bare.startswith("&"):
            name = bare.split()[0].strip("&").lower()
            book.sets[name] = []
        elif bare.startswith("+") and name:
            book.sets[name].append(_word(bare[1:].split("[")[0]))
        elif bare.startswith("~"):
            book.note(line, "a rule that transforms codes; promises, demands and threats are recoded by our own table; left out")
        elif bare.startswith("-"):
            _pattern(book, line, bare[1:])
        else:
            _verb(book, line, bare)
            name = ""
    if book.found:
        book.note(book.found[0].line, f"the format names no slots; sources are looked for in {SOURCE}, targets in {TARGET}")
    return Own(tuple(book.found), tuple(book.notes))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if bare := line.split("#")[0].strip():
            yield number, bare


def _plain(code: str) -> str:
    return "" if set(code.strip()) <= {"-"} else code.strip()


def _word(text: str) -> str:
    return text.strip().strip("_").replace("_", " ").lower()


def _verb(book: _Dictionary, line: int, bare: str) -> None:
    """A verb of the block, with its forms in braces (ours are known) and a code of its own, or the block's."""
    code = _CODE.search(bare)
    word = _word(_FORMS.sub("", _CODE.sub("", bare)))
    if len(word.split()) > 2 or not word:
        book.note(line, f"{word!r} is longer than a verb and its particle; left out")
        return
    book.verbs.append(word)
    own = _plain(code[1]) if code else book.code
    if own:
        every, book.verbs = book.verbs, [word]
        book.add(line, own.split(":")[0], "")
        book.verbs = every


def _pattern(book: _Dictionary, line: int, bare: str) -> None:
    """A pattern: the words after the verb become needs of a frame."""
    code = _CODE.search(bare)
    before, star, after = _CODE.sub("", bare).partition("*")
    if not code or not star:
        book.note(line, "a pattern without a code or without its verb (*); left out")
        return
    if before.strip(" +$%^"):
        book.note(line, f"words before the verb ({before.strip()!r}) cannot be asked for; left out")
        return
    if ":" in code[1]:
        book.note(line, f"two codes ({code[1]}): the first is taken, the passive reads itself")
    needs = _needs(book, line, after)
    if needs is not None:
        book.add(line, _plain(code[1]).split(":")[0], needs)


def _needs(book: _Dictionary, line: int, after: str) -> str | None:
    """The needs that the words after the verb stand for; None where a set is unknown."""
    found: list[str] = []
    slot = "obj"
    for match in _PATTERN.finditer(after):
        if match["mark"]:
            continue
        words = (match["phrase"] or match["oblique"] or match["word"]).split()
        if match["oblique"] and words and words[0].lower() in PREPOSITIONS:
            slot, words = words[0].lower(), words[1:]
        words = [word for word in words if word not in "+$%^"]
        if len(words) == 1 and words[0].lower() in PREPOSITIONS:
            slot = words[0].lower()
            continue
        if not words:
            found.append(f"{slot}:*")
            continue
        last = words[-1].lower()
        if last.startswith("&"):
            if last.strip("&") not in book.sets:
                book.note(line, f"there is no set {words[-1]} above; the pattern is left out")
                return None
            known = "|".join(word for word in book.sets[last.strip("&")] if " " not in word)
        else:
            known = _word(last).split()[-1]
        if known:
            found.append(f"{slot}:{known}")
        slot = "obj"
    if not found and slot == "obj":
        book.note(line, "a pattern that asks for nothing after the verb; left out")
        return None
    return ";".join(found or [f"{slot}:*"])


def checked(path: Path) -> tuple[Own, Mapping[str, int]]:
    """The frames of a file, and how many it has of each PLOVER type."""
    own = read(path)
    counts: dict[str, int] = {}
    for frame in own.frames:
        type = cameo()[frame.payload["cameo"]].type
        counts[type] = counts.get(type, 0) + 1
    return own, counts
