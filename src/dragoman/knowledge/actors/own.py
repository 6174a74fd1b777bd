"""A user's own file of actors, laid over the registry: a table as ours, a table of persons, or a PETRARCH dictionary.

Which it is, its first line decides. What a PETRARCH dictionary says and our tables cannot, or leaves open that ours
need, is told line by line in `Own.notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import COLUMNS, PERSON_COLUMNS, Row, registry
from dragoman.knowledge.tables import Note, rows, text_of

SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "al", "bin", "ibn", "von", "van", "du", "da", "dos", "der"])
KINDS = {
    "REB": "armed-group",
    "INS": "armed-group",
    "SEP": "armed-group",
    "UAF": "armed-group",
    "IGO": "organisation",
    "NGO": "organisation",
    "OPP": "organisation",
    "PTY": "organisation",
    "MNC": "organisation",
    "BUS": "organisation",
    "MED": "organisation",
    "CVL": "population",
}
"""Parts of a CAMEO code that tell the kind of an actor; the first that stands in a code does."""

_CODE = re.compile(r"\[\s*(?P<code>[A-Z]{3,})\s*(?P<dates>[<>\d-][^\]]*)?\]")
_DATES = re.compile(r"(?P<sign>[<>])?\s*(?P<first>\d{6,8})(?:\s*-\s*(?P<last>\d{6,8}))?")


class Own(NamedTuple):
    """The rows of a user's file, and notes on what was not taken over."""

    actors: tuple[Row, ...] = ()
    persons: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()


def read(path: Path) -> Own:
    """The rows of the file at `path`. KnowledgeError: it cannot be read, or it is none of the three kinds."""
    text = text_of(path)
    first = text.partition("\n")[0].strip()
    if first == COLUMNS:
        return Own(actors=tuple(Row(str(path), line, row) for line, row in rows(str(path.resolve()), COLUMNS)))
    if first == PERSON_COLUMNS:
        return Own(persons=tuple(Row(str(path), line, row) for line, row in rows(str(path.resolve()), PERSON_COLUMNS)))
    if _CODE.search(text):
        return petrarch(text, str(path))
    raise KnowledgeError(
        str(path), 1, f"neither a table of actors ({COLUMNS}), nor one of persons ({PERSON_COLUMNS}), nor a PETRARCH dictionary"
    )


class _Block(NamedTuple):
    line: int
    names: list[str]
    codes: list[tuple[int, str, str]]


def petrarch(text: str, file: str) -> Own:
    """The actors of a dictionary in PETRARCH's (and TABARI's) format, as rows whose ids begin with `user:`."""
    found: list[Row] = []
    notes: list[Note] = []
    taken: set[str] = set()
    for block in _blocks(text, notes):
        names = list(dict.fromkeys(form for name in block.names for form in _written(name)))
        if not block.codes:
            notes.append(Note(block.line, f"{names[0]} has no code; it is left out"))
            continue
        codes = []
        for line, code, dates in block.codes:
            interval = _interval(dates)
            if interval is None:
                notes.append(Note(line, f"{dates.strip()!r} is no date as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD; the code is left out"))
            else:
                codes.append(f"{code}@{interval}" if interval else code)
        if not codes:
            continue
        id = "user:" + re.sub(r"[^a-z0-9]+", "-", names[0].lower()).strip("-")
        if id in taken:
            notes.append(Note(block.line, f"{names[0]} stands twice; the first entry is kept"))
            continue
        taken.add(id)
        plain = block.codes[0][1]
        cells = dict.fromkeys(COLUMNS.split(","), "") | {
            "id": id,
            "name": names[0],
            "kind": _kind(plain),
            "country": _country(plain) or "",
            "code": "|".join(codes),
            "aliases": "|".join(names[1:]),
            "source": file,
        }
        found.append(Row(file, block.line, cells))
    if found:
        notes.append(
            Note(found[0].line, "names are in capitals in this format; each word was given one capital, short ones kept all")
        )
    return Own(actors=tuple(found), notes=tuple(notes))


def _blocks(text: str, notes: list[Note]) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in enumerate(re.sub(r"<!--.*?-->", _blank, text, flags=re.DOTALL).splitlines(), start=1):
        bare = re.split(r"[;#]", line, maxsplit=1)[0].rstrip()
        if not bare.strip():
            continue
        codes = [(number, match["code"], match["dates"] or "") for match in _CODE.finditer(bare)]
        name = _CODE.sub("", bare).strip()
        if name.startswith(("&", "{", "!", "@", "~")) or "[" in name:
            notes.append(Note(number, f"{name[:30]!r} is a pattern or a synonym set, which a table of names cannot say; left out"))
        elif name.startswith("+"):
            if block is None:
                notes.append(Note(number, f"{name!r} is a synonym of nothing; left out"))
            else:
                block.names.append(name[1:])
                block.codes.extend(codes)
        elif name:
            if block is not None:
                yield block
            block = _Block(number, [name], codes)
        elif block is not None:
            block.codes.extend(codes)
    if block is not None:
        yield block


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _written(name: str) -> list[str]:
    """`HAMID_KARZAI_` as news writes it; a short single word also in capitals."""
    parts = [part for part in re.split(r"[_ ]+", name.strip()) if part]
    plain = " ".join(part.lower() if at and part.lower() in SMALL else part.capitalize() for at, part in enumerate(parts))
    return [plain, parts[0]] if len(parts) == 1 and 2 <= len(parts[0]) <= 5 else [plain]


def _interval(dates: str) -> str | None:
    """An EDTF interval, empty where there are no dates, None where they are none."""
    if not dates.strip():
        return ""
    match = _DATES.fullmatch(dates.strip())
    if match is None:
        return None
    first = _day(match["first"])
    if match["sign"] == "<":
        return f"../{first}"
    if match["sign"] == ">" or not match["last"]:
        return f"{first}/.."
    return f"{first}/{_day(match['last'])}"


def _day(digits: str) -> str:
    """YYMMDD or YYYYMMDD; two digits of a year up to 40 are of this century."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= 40 else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def _kind(code: str) -> str:
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    if len(parts) == 1 and _country(code):
        return "state"
    return next((KINDS[part] for part in parts if part in KINDS), "unknown")


def _country(code: str) -> str | None:
    """The polity of the package's registry whose code the first three letters are."""
    found = [each for each in registry().entries.values() if each.code == code[:3] and each.kind in ("state", "de-facto-state")]
    return found[0].id if found else None
