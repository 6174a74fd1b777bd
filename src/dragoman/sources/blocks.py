"""The anatomy of a report: headline, dateline, byline, caption, photo credit, body, crosshead, wire credit, forum chrome.

A report is a list of paragraphs; each is told by its own form and by where it stands. Nothing here knows a language
model: what is chrome must be known before anything is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dragoman.dates import DAY, MONTH, YEAR, written_dates
from dragoman.knowledge.outlets import agency_pattern, chrome_labels, chrome_line
from dragoman.record import Block, BlockKind, Poster, Span

HEADLINE_LENGTH = 180
CROSSHEAD_WORDS = 8
CROSSHEAD_LENGTH = 60
CHROME_VALUE_LENGTH = 60

_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_CREDIT_MARK = re.compile(r"^(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_PHOTO = re.compile(r"^(?:photo(?:graph)?|image|picture|credit)s?(?:\s+(?:credit|by|courtesy of))?\s*:", re.IGNORECASE)
_FILE_PHOTO = re.compile(r"^(?:file(?:\s+(?:photo|picture|pic|image))?|caption)\s*(?:[:\u2013\u2014-]|\s-\s)", re.IGNORECASE)
_TRAILING_CREDIT = re.compile(
    r"(?:[(\[](?:photo|image|picture|file|credit)[^()\[\]]{0,80}[)\]]|\bREUTERS/[\w .'-]{2,40}"
    r"|[(\[][^()\[\]]{0,60}(?:/|via )\s?(?:AFP|AP|Getty Images|EPA|Reuters)[^()\[\]]{0,20}[)\]])\s*$"
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|From)\s+(?:"
    r"(?:(?:an?|our|the|staff|special|diplomatic|own)\s+)*(?:reporters?|correspondents?|writers?|staff|agencies)\b"
    r"|[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|and|in|de|van|von|al|,|&))*).{0,40}$"
)
_PUBLISHED = re.compile(
    rf"^(?:(?:published|updated|posted|issued|created|date|last modified|first published)(?:\s+(?:on|at))?\s*:?\s*)?"
    rf"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    rf"(?:{DAY}\s+{MONTH},?\s+{YEAR}|{MONTH}\s+{DAY},?\s+{YEAR}|{YEAR}-\d\d-\d\d)\b.{{0,40}}$",
    re.IGNORECASE,
)
_CITY = r"[A-Z][A-Za-zÀ-ÿ'’.-]+(?:[ /-][A-Z][A-Za-zÀ-ÿ'’.-]+){0,3}"
_DAY_MONTH = rf"(?:{MONTH}\s+{DAY}|{DAY}\s+{MONTH})(?:,?\s+{YEAR})?"
_DATELINE = re.compile(
    rf"^(?P<line>{_CITY}(?:,\s+{_CITY}){{0,2}}"
    rf"(?:,?\s+{_DAY_MONTH})?(?:\s*\((?P<agency>[^()]{{2,40}})\))?)\s*(?:[\u2013\u2014]|--|-\s|\s-)\s*(?=\S)"
)
_WIRE_PARENTHESES = re.compile(r"^[(\[](?P<credit>[^()\[\]]{2,120})[)\]]\.?$")
_REPORTING = re.compile(
    r"^[(\[]?(?:additional |with )?(?:reporting|writing|editing|edited|compiled|written)\s+by\b.*$", re.IGNORECASE
)
_DASHED = re.compile(r"^(?:[\u2013\u2014-]|--)\s*(?P<credit>.{2,60})$")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The blocks of a text, in order, and what they say of the report itself."""

    blocks: tuple[Block, ...]
    title: str | None
    credits: tuple[str, ...]
    poster: Poster | None
    dateline_date: str | None
    caption_date: str | None


def anatomy(text: str, *, title: str | None = None, pasted: bool = True) -> Anatomy:
    """Cuts `text` into blocks. `title`: the headline that metadata gave; `pasted`: forum chrome may lie around it."""
    paragraphs = list(_paragraphs(text))
    poster, blocks = _chrome(text, paragraphs) if pasted else (None, [])
    chrome = {block.span for block in blocks}
    report = [span for span in paragraphs if span not in chrome]
    blocks += _report(text, report, title)
    blocks.sort(key=_start)
    credits = _credits(text, blocks)
    return Anatomy(
        tuple(blocks), _title(text, blocks), credits, poster, *(_date(text, blocks, kind) for kind in ("dateline", "caption"))
    )


def _start(block: Block) -> Span:
    return block.span


def _paragraphs(text: str) -> Iterator[Span]:
    """Spans of paragraphs without the white space around them: lines, or, in hard-wrapped text, what blank lines part."""
    pattern = r"\S(?:.*?\S)?(?=\s*?(?:\n[^\S\n]*\n|\Z))" if _hard_wrapped(text) else r"\S(?:[^\r\n\u2028\u2029]*\S)?"
    for match in re.finditer(pattern, text, re.DOTALL):
        yield match.span()


def _hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a margin: most lines that another one follows at once stop short of a sentence's end."""
    lines = [line.strip() for line in text[:200_000].split("\n")]
    followed = [line for line, after in zip(lines, lines[1:], strict=False) if line and after]
    broken = [line for line in followed if 50 <= len(line) <= 100 and not _END.search(line)]
    return len(followed) >= 3 and len(broken) > len(followed) * 0.5


# ---------------------------------------------------------------- forum chrome


def _chrome(text: str, paragraphs: list[Span]) -> tuple[Poster | None, list[Block]]:
    """The poster and the chrome of a pasted post: the lines up to its last label, and the buttons around the text."""
    labels = chrome_labels()
    lines = [text[start:end] for start, end in paragraphs]
    found: dict[str, str | None] = {}
    first, last = None, -1
    index = 0
    while index < min(len(lines), 40):
        field = labels.get(_bare(lines[index]))
        inline = None if field else _inline_label(lines[index], labels)
        if inline:
            found[inline[0]] = inline[1]
            first, last = (index if first is None else first), index
        elif field:
            first, last = (index if first is None else first), index
            value = lines[index + 1] if index + 1 < len(lines) else None
            if value is not None and _is_value(value, field, lines[index], labels):
                found[field] = _bare(value, keep=True)
                last = index = index + 1
            else:
                found[field] = None
        index += 1
    if len(found) < 2 or first is None or first > 12:
        return None, [Block("forum-chrome", span) for span, line in zip(paragraphs, lines, strict=True) if _button(line)]
    head = [line for line in lines[:first] if not _button(line) or _rank(line)]
    names = [line for line in head if not any(True for _ in written_dates(line))]
    poster = Poster(
        name=names[0] if names else lines[0],
        rank=names[1] if len(names) > 1 else None,
        joined=_day(found.get("joined")),
        messages=_number(found.get("messages")),
        reaction_score=_number(found.get("reaction_score")),
        country=found.get("country"),
        location=found.get("location"),
        posted=None,
    )
    inside = set(range(last + 1))
    after = last + 1
    while after < len(lines) and (_button(lines[after]) or _only_date(lines[after])):
        inside.add(after)
        after += 1
    posted = next((day for at in range(last + 1, after) if (day := _day(lines[at]))), None)
    poster = replace(poster, posted=posted)
    inside |= {at for at in range(after, len(lines)) if _button(lines[at])}
    return poster, [Block("forum-chrome", paragraphs[at]) for at in sorted(inside)]


def _bare(line: str, *, keep: bool = False) -> str:
    line = line.strip().lstrip("-•*·").rstrip(":").strip()
    return line if keep else line.casefold()


def _inline_label(line: str, labels: dict[str, str]) -> tuple[str, str] | None:
    label, colon, value = line.strip().lstrip("-•*· ").partition(":")
    field = labels.get(label.strip().casefold()) if colon else None
    return (field, value.strip()) if field and 0 < len(value.strip()) <= CHROME_VALUE_LENGTH else None


def _is_value(line: str, field: str, label: str, labels: dict[str, str]) -> bool:
    if field != "joined" and _only_date(_bare(line, keep=True)):
        return False
    if _bare(line) in labels or _CREDIT_MARK.match(line) or len(line) > CHROME_VALUE_LENGTH:
        return False
    match field:
        case "joined":
            return _only_date(_bare(line, keep=True))
        case "messages" | "reaction_score" | "points":
            return _number(_bare(line, keep=True)) is not None
        case _:  # a place or words: only in the same list style as its label, a headline may follow an empty one
            return label.lstrip().startswith(("-", "•", "*")) == line.lstrip().startswith(("-", "•", "*")) and (
                label.lstrip().startswith(("-", "•", "*")) or len(line.split()) <= 3
            )


def _button(line: str) -> bool:
    return chrome_line(line.strip().lstrip("-•*· "))


def _rank(line: str) -> bool:
    return bool(re.search(r"member|moderator|administrator|professional|contributor|recruit|think tank", line, re.IGNORECASE))


def _only_date(line: str) -> bool:
    return any(date.end - date.start >= 0.4 * len(line) for date in written_dates(line))


def _day(value: str | None) -> str | None:
    return next((date.edtf for date in written_dates(value or "")), None)


def _number(value: str | None) -> int | None:
    digits = re.fullmatch(r"-?\d{1,3}(?:[,.\s]\d{3})*|-?\d+", (value or "").strip())
    return int(re.sub(r"[,.\s]", "", digits.group())) if digits else None


# ---------------------------------------------------------------- the report itself


def _report(text: str, paragraphs: list[Span], title: str | None) -> list[Block]:
    blocks: list[Block] = []
    bodies = 0
    longest = max((end - start for start, end in paragraphs), default=0)
    for index, (start, end) in enumerate(paragraphs):
        line = text[start:end]
        closing = index >= len(paragraphs) - 3 and bodies > 0
        if (title and _same(line, title) and not bodies) or (
            not bodies
            and not _has(blocks, "headline")
            and _is_headline(line, len(paragraphs) - index, longest)
            and not _opening(line)
        ):
            blocks.append(Block("headline", (start, end)))
        elif not bodies and _BYLINE.match(line) and len(line) <= 120:
            blocks.append(Block("byline", (start, end)))
        elif (not bodies or closing) and len(line) <= 90 and _PUBLISHED.match(line):
            blocks.append(Block("dateline", (start, end)))
        elif picture := _picture(text, start, end):
            blocks += picture
        elif closing and _is_wire_credit(line):
            blocks.append(Block("wire-credit", (start, end)))
        elif bodies and index < len(paragraphs) - 1 and _is_crosshead(line):
            blocks.append(Block("crosshead", (start, end)))
        else:
            body = start
            if bodies == 0 and (dateline := _dateline(line)):
                blocks.append(Block("dateline", (start, start + dateline[0])))
                body = start + dateline[1]
            tail = _trailing_credit(line) if closing else None
            stop = start + tail[0] if tail else end
            blocks.append(Block("body", (body, stop)))
            if tail:
                blocks.append(Block("wire-credit", (start + tail[1], end)))
            bodies += 1
    return blocks


def _has(blocks: list[Block], kind: BlockKind) -> bool:
    return any(block.kind == kind for block in blocks)


def _same(line: str, title: str) -> bool:
    def letters(value: str) -> str:
        return re.sub(r"\W+", "", value).casefold()

    return letters(line) == letters(title)


def _opening(line: str) -> bool:
    """Whether a paragraph opens with what no headline has: a credit mark, a date line, a byline."""
    tests: tuple[Callable[[str], object], ...] = (
        _CREDIT_MARK.match,
        _PHOTO.match,
        _FILE_PHOTO.match,
        _BYLINE.match,
        _PUBLISHED.match,
        _dateline,
    )
    return any(test(line) for test in tests)


def _is_headline(line: str, left: int, longest: int) -> bool:
    if left < 2 or len(line) > HEADLINE_LENGTH or len(line.split()) < 2 or "\n\n" in line:
        return False
    return not re.search(r"[.;:,][\"'”’)]*$", line) and len(line) < longest and line[0] not in "(["


def _is_crosshead(line: str) -> bool:
    if len(line) > CROSSHEAD_LENGTH or len(line.split()) > CROSSHEAD_WORDS or line[0] in "([":
        return False
    inner = line.strip("'\"‘’“” ")
    return bool(inner) and not re.search(r"[.!;:,…]$", inner) and (inner[0].isupper() or inner[0].isdigit())


def _picture(text: str, start: int, end: int) -> list[Block]:
    """A caption and its credit: `© Name, Agency | words`, `FILE PHOTO: words REUTERS/Name`, `words (Photo: Name)`."""
    line = text[start:end]
    if _CREDIT_MARK.match(line) or _PHOTO.match(line):
        bar = re.search(r"\s*\|\s*", line)
        if bar and bar.end() < len(line):
            return [Block("photo-credit", (start, start + bar.start())), Block("caption", (start + bar.end(), end))]
        return [Block("photo-credit", (start, end))] if len(line) <= 140 else []
    credit = _TRAILING_CREDIT.search(line)
    if credit and (len(line) <= 400):
        caption = _trim(text, start, start + credit.start())
        bracketed = _trim(text, start + credit.start(), end)
        return ([Block("caption", caption)] if caption[0] < caption[1] else []) + [Block("photo-credit", bracketed)]
    return [Block("caption", (start, end))] if _FILE_PHOTO.match(line) and len(line) <= 400 else []


def _dateline(line: str) -> tuple[int, int] | None:
    """End of the dateline and start of the body, where the paragraph opens with `CITY, 18 March (Agency) -`."""
    match = _DATELINE.match(line)
    if not match:
        return None
    words = match.group("line")
    city = re.split(r"[,(]", words)[0].strip()
    if not (city.isupper() or match.group("agency") or re.search(rf"{_DAY_MONTH}", words)):
        return None
    return match.end("line"), match.end()


def _is_wire_credit(line: str) -> bool:
    if _REPORTING.match(line):
        return True
    bracketed = _WIRE_PARENTHESES.match(line) or _DASHED.match(line)
    if not bracketed and line.endswith((".", "!", "?")):
        return False
    words = bracketed.group("credit") if bracketed else line
    agencies = agency_pattern().findall(words)
    return bool(agencies) and (bool(bracketed) or len(line) <= 60) and len(words.split()) <= 4 + 4 * len(agencies)


def _trailing_credit(line: str) -> tuple[int, int] | None:
    """End of the body and start of the credit, where a paragraph ends in `… words. (AFP)`."""
    match = re.search(r"(?<=[.!?\"”’])\s*(\([^()]{2,60}\))$", line)
    if match and _is_wire_credit(match.group(1)):
        return match.start(), match.start(1)
    return None


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _title(text: str, blocks: list[Block]) -> str | None:
    return next((" ".join(text[slice(*block.span)].split()) for block in blocks if block.kind == "headline"), None)


def _credits(text: str, blocks: list[Block]) -> tuple[str, ...]:
    """Agencies and outlets as written, from the wire credit, else the dateline and the byline."""
    found: list[str] = []
    kinds: tuple[tuple[BlockKind, ...], ...] = (("wire-credit",), ("dateline", "byline"))
    for group in kinds:
        for block in blocks:
            if block.kind in group:
                found += agency_pattern().findall(text[slice(*block.span)])
        if found:
            break
    return tuple(dict.fromkeys(found))


def _date(text: str, blocks: list[Block], kind: BlockKind) -> str | None:
    """The last full date of the first such block that has one."""
    for block in blocks:
        if block.kind == kind and (dates := list(written_dates(text[slice(*block.span)]))):
            return dates[-1].edtf if kind == "caption" else dates[0].edtf
    return None
