"""How many country-level actors of the event gold are linked to the right country.

    python benchmarks/accuracy/actors.py ../shared/gold/events/gsr_cameo.dev.jsonl ../shared/gold/events/plv.dev.jsonl [--wrong]

A side of a gold event counts where the gold gives its words and its country (`source_text`, `source_country`); where it gives
words alone, those that are a country's English name by Unicode's CLDR count (through Babel). It is linked right where an
actor of the record is mentioned in these words that is of this country. Gold codes are ISO 3166 alpha-3.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale

import dragoman
from dragoman.knowledge.actors import registry, words
from dragoman.record import Record


def wanted(item: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Words and country (an ISO code, or a polity's id) of each side of the gold events that has both, and whether it is one."""
    names = {words(name) for name in Locale("en").territories.values()}
    for event in item["events"]:
        for side in ("source", "target"):
            text, country = event.get(f"{side}_text"), event.get(f"{side}_country")
            if not text or text not in item["text"]:
                continue
            if country:
                yield text, country, event[side] == country
            elif words(text) in names and (named := registry().names.get(words(text))):
                yield text, named.id, True


def countries(record: Record, text: str) -> set[str]:
    """Ids and ISO codes of the countries of the actors mentioned in `text`."""
    start = record.document.text.index(text)
    end = start + len(text)
    found: set[str] = set()
    for actor in record.actors:
        if any(first < end and start < last for first, last in actor.mentions):
            ids = {actor.id, actor.country, *(role.of for role in actor.roles)} - {None}
            found |= {id for id in ids if id}
    found |= {place.country for place in record.places if place.country and place.span[0] < end and start < place.span[1]}
    entries = registry().entries
    codes = {code for id in found if id in entries for code in (entries[id].iso3, (entries[id].code or "")[:3]) if code}
    return found | codes


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--wrong", action="store_true", help="list what is linked to another country or to none")
    chosen = options.parse_args()
    for path in chosen.gold:
        right, every = Counter[bool](), Counter[bool]()
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            sides = set(wanted(item))
            if not sides:
                continue
            record = dragoman.read_text(item["text"], published=item["date"], force=True)
            for text, country, plain in sorted(sides):
                if text not in record.document.text:
                    continue
                every[plain] += 1
                found = countries(record, text)
                if country in found:
                    right[plain] += 1
                elif chosen.wrong:
                    print(f"{text!r} is {country}, not {sorted(found)}: {item['text'][:160]}")
        told = (("countries", right[True], every[True]), ("all sides of a country", right.total(), every.total()))
        print(f"{path.name}: " + "; ".join(f"{what} {of} of {whole}, {100 * of / max(whole, 1):.1f} %" for what, of, whole in told))


if __name__ == "__main__":
    main()
