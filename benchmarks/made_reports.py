"""Reports as rich as real ones, made by rule without the language model: for a report of 200 words some 65 items.

A report tells of ten events and holds three statuses, eight statements of which three take a position, fifteen places, five
times, and in every eighth report an agreement with two provisions. Its actors are drawn as unevenly as news draws them: the
first of the list takes part in a fifth of all that is told. Reports follow each other by date, as those of an archive do.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from made import DEEDS, RUN, actor

from dragoman.record import SCHEMA, content_id

NAMES = """
russia georgia ukraine united-states kosovo serbia south-ossetia abkhazia turkey china armenia azerbaijan taiwan israel
palestine iran moldova transnistria france germany united-kingdom crimea syria iraq japan india pakistan greece cyprus
northern-cyprus poland hungary romania bulgaria morocco western-sahara algeria egypt saudi-arabia north-korea south-korea
belarus kazakhstan italy spain somalia somaliland ethiopia sudan south-sudan nagorno-karabakh albania croatia
"""
POLITIES = tuple(NAMES.split())
CONTESTED = (
    "kosovo",
    "south-ossetia",
    "abkhazia",
    "taiwan",
    "palestine",
    "transnistria",
    "crimea",
    "northern-cyprus",
    "western-sahara",
    "somaliland",
    "nagorno-karabakh",
)
POSITIONS = ("condemn", "welcome", "criticise", "support", "report", "deny")
STATUSES = (
    ("polity", "independent-state", False),
    ("belongs", "integral-part-of", True),
    ("control", "controlled-by", True),
    ("recognition", "recognised-by", True),
)
TERMS = ("defence", "customs", "consultation", "basing", "economic-aid", "non-aggression", "guarantee", "trade")
FIRST = datetime.date(1995, 1, 1)
AGREED = 8
"""One report in so many tells of an agreement."""
DAYS = 9000
"""The first report is of `FIRST`, the last one so many days later."""
_CHANCES = list(accumulate(1 / (rank + 2) for rank in range(len(POLITIES))))


def reports(count: int, events: int = 10, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """`count` reports in the order of their dates, as plain data."""
    for number in range(count):
        yield report(number, FIRST + datetime.timedelta(days=number * DAYS // count), events, seed=seed)


def report(number: int, day: datetime.date, events: int = 10, *, seed: int = 1) -> dict[str, Any]:
    """The record of report `number`, published on `day`."""
    made = _Made(random.Random(seed * 1_000_003 + number), f"Report {number} of series {seed}\n", day)
    made.text += f"{made.chance.choice(POLITIES).title()}, {day.isoformat()} (AFP) - "
    start = len(made.text)
    deeds = [made.deed() for _ in range(events)]
    words = [made.said(deed) for deed in (deeds * 2)[: max(1, events * 4 // 5)]]
    held = [made.held() for _ in range(3)]
    agreed = [made.agreed()] if number % AGREED == 0 else []
    text = made.text.rstrip() + "\n"
    id = content_id("doc", text)
    return {
        "schema": SCHEMA,
        "document": {
            "id": id,
            "uri": f"https://archive.example/{seed}/{number}",
            "title": f"Report {number} of series {seed}",
            "published": day.isoformat(),
            "published_from": "dateline",
            "language": "en",
            "credits": [made.chance.choice(("AFP", "Reuters", "Interfax", "Xinhua"))],
            "poster": None,
            "blocks": [{"kind": "body", "span": [start, len(text) - 1]}],
            "text": text,
        },
        "actors": [actor(name, spans) for name, spans in made.actors.items()],
        "places": made.places[:15],
        "times": made.times[:5],
        "events": [{"id": content_id("e", id, each["trigger"]), **each} for each in deeds],
        "statements": [
            {"id": content_id("s", id, place), **each, "about": content_id("e", id, trigger) if about else None}
            for place, (each, trigger, about) in enumerate(words)
        ],
        "agreements": [{"id": content_id("g", id, each["mentions"]), **each} for each in agreed],
        "statuses": [{"id": content_id("t", id, place), **each} for place, each in enumerate(held)],
        "run": {**RUN},
    }


class _Made:
    """A text that grows by sentences, with whom and what they name."""

    def __init__(self, chance: random.Random, text: str, day: datetime.date) -> None:
        self.chance = chance
        self.text = text
        self.day = day
        self.actors: dict[str, list[list[int]]] = {}
        self.places: list[dict[str, Any]] = []
        self.times: list[dict[str, Any]] = []

    def named(self, name: str) -> str:
        """Writes a name; returns its id."""
        start = len(self.text)
        self.text += name.replace("-", " ").title()
        span = [start, len(self.text)]
        self.actors.setdefault(name, []).append(span)
        place = {"name": self.text[start:], "span": span, "latitude": 42.0, "longitude": 44.0, "country": None, "geonames": None}
        self.places.append(place)
        return f"dr:polity/{name}"

    def two(self) -> tuple[str, str]:
        """Two polities, the first of the list more often."""
        one, other = self.chance.choices(POLITIES, cum_weights=_CHANCES, k=2)
        return (one, other) if one != other else (one, self.chance.choice([each for each in POLITIES if each != one]))

    def date(self) -> str:
        """Writes a date of the last days; returns it."""
        date = (self.day - datetime.timedelta(days=self.chance.randrange(5))).isoformat()
        span = [len(self.text), len(self.text) + len(date)]
        self.text += date
        value = {"span": span, "type": "DATE", "value": date, "edtf": date, "mod": None, "start": date, "end": date}
        self.times.append({**value, "anchor": None, "anchor_span": None, "rule": "made"})
        return date

    def deed(self) -> dict[str, Any]:
        """Writes a sentence on what one did to another; returns the event."""
        one, other = self.two()
        words, type, cameo = self.chance.choice(DEEDS)
        start = len(self.text)
        source = self.named(one)
        trigger = [len(self.text) + 1, len(self.text) + 1 + len(words)]
        self.text += f" {words} "
        target = self.named(other)
        self.text += " on "
        date = self.date()
        evidence = [start, len(self.text)]
        self.text += ". "
        return {
            "type": type,
            "mode": None,
            "context": ["diplomatic"],
            "cameo": cameo,
            "sources": [source],
            "targets": [target],
            "reciprocal": False,
            "date": date,
            "place": None,
            "modality": "actual",
            "holder": "narrator",
            "trigger": trigger,
            "evidence": evidence,
            "rule": "made",
            "confidence": 0.9,
            "same_as": None,
        }

    def said(self, deed: dict[str, Any]) -> tuple[dict[str, Any], list[int], bool]:
        """Writes what somebody says of a deed; returns the statement, the deed's trigger and whether it takes a position on it."""
        speaker, _ = self.two()
        takes = self.chance.random() < 0.4
        start = len(self.text)
        id = self.named(speaker)
        span = [start, len(self.text)]
        self.text += " said that "
        at = len(self.text)
        self.text += f"this step of {self.chance.choice(('peace', 'war', 'trade', 'law'))} was one of many"
        content = [at, len(self.text)]
        self.text += ". "
        return (
            {
                "speaker": id,
                "speaker_span": span,
                "cue": None,
                "content": [content],
                "form": "indirect",
                "position": self.chance.choice(POSITIONS) if takes else "report",
                "date": self.day.isoformat(),
                "inferred": False,
                "rule": "made",
            },
            deed["trigger"],
            takes,
        )

    def held(self) -> dict[str, Any]:
        """Writes what somebody holds a contested polity to be; returns the status."""
        holder, _ = self.two()
        about = self.chance.choice(CONTESTED)
        # Who holds something holds to it: nine times in ten it is what the same holder always says of this polity.
        chance = random.Random(f"{holder} {about}") if self.chance.random() < 0.9 else self.chance
        dimension, status, needs = chance.choice(STATUSES)
        of, affirmed = chance.choice(POLITIES[:12]), chance.random() < 0.8
        start = len(self.text)
        said = self.named(holder)
        self.text += f" calls {status.replace('-', ' ')} "
        owner = self.named(of) if needs else None
        self.text += " "
        subject = self.named(about)
        evidence = [start, len(self.text)]
        self.text += ". "
        return {
            "subject": subject,
            "status": status,
            "dimension": dimension,
            "of": said if status == "recognised-by" else owner,
            "polarity": "affirmed" if affirmed else "denied",
            "holder": said,
            "from": None,
            "to": None,
            "evidence": evidence,
            "rule": "made",
        }

    def agreed(self) -> dict[str, Any]:
        """Writes of a pact and what it binds to; returns the agreement."""
        one, other = self.two()
        start = len(self.text)
        sides = [self.named(one)]
        self.text += " and "
        sides.append(self.named(other))
        self.text += " signed "
        mention = [len(self.text), len(self.text) + len("a pact on defence and trade")]
        self.text += "a pact on defence and trade"
        evidence = [start, len(self.text)]
        self.text += ". "
        term = {"by": sides, "to": sides, "condition": None, "modality": "actual", "holder": "narrator", "evidence": evidence}
        return {
            "name": None,
            "kind": "pact",
            "parties": sides,
            "signatories": sides,
            "signed": self.day.isoformat(),
            "place": None,
            "stage": "signed",
            "mentions": [mention],
            "provisions": [{"type": type, **term, "rule": "made"} for type in self.chance.sample(TERMS, 2)],
            "rule": "made",
        }
