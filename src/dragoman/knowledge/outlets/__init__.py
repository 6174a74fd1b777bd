"""Agencies and outlets, and how forums dress a post."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.tables import rows, split


class Forum(NamedTuple):
    """How one forum software writes a thread: XPath of a post and of its parts, class names of what is not the post."""

    software: str
    post: str
    body: str
    name: str
    rank: str
    labels: str
    posted: str
    quote: str
    quoted: str
    drop: re.Pattern[str]


@cache
def agency_pattern() -> re.Pattern[str]:
    """Matches the name or an alias of a news agency, broadcaster or paper, the longest first."""
    names: set[str] = set()
    for _, row in rows("outlets/agencies.csv", "name,aliases,kind,country,domain,wikidata"):
        names |= {row["name"], *split(row["aliases"])}
    names |= {name.upper() for name in names}
    ordered = sorted(names, key=_longest)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


@cache
def chrome_labels() -> dict[str, str]:
    """Label of a forum's user box in small letters → the field of the poster it stands before."""
    table = rows("outlets/chrome.csv", "field,labels,value,example")
    return {label.casefold(): row["field"] for _, row in table for label in split(row["labels"])}


@cache
def _chrome_patterns() -> re.Pattern[str]:
    table = rows("outlets/chrome_lines.csv", "pattern,example")
    return re.compile("|".join(f"(?:{row['pattern']})" for _, row in table), re.IGNORECASE)


def chrome_line(line: str) -> bool:
    """Whether a whole line is a forum's button, counter or notice."""
    return _chrome_patterns().fullmatch(line) is not None


@cache
def forums() -> tuple[Forum, ...]:
    """The forum softwares known, in the order in which they are tried."""
    table = rows("outlets/forums.csv", "software,post,body,name,rank,labels,posted,quote,quoted,drop,source")
    return tuple(
        Forum(
            row["software"],
            row["post"],
            row["body"],
            row["name"],
            row["rank"],
            row["labels"],
            row["posted"],
            row["quote"],
            row["quoted"],
            re.compile(row["drop"]),
        )
        for _, row in table
    )
