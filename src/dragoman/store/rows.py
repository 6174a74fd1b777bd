"""The present picture of a document as rows of the tables: the columns that are asked for, beside the whole item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from dragoman.bounds import bounds
from dragoman.record import NARRATOR, content_id
from dragoman.store import tables, tellings
from dragoman.store.database import Row
from dragoman.store.picture import Held, Item, Picture
from dragoman.store.tellings import Party, Report

BAR = "|"
"""Between the members of a list in one column."""


def joined(values: Iterable[str | None]) -> str | None:
    """A list in one column; None where it is empty."""
    return BAR.join([(value or "").replace(BAR, "/") for value in values]) or None


class Projection:
    """The rows of one document. `same` gives for an actor as it was read who it is after merges."""

    def __init__(self, number: int, text: str, lists: Item, picture: Picture, same: Mapping[str, str]) -> None:
        self.number = number
        self.text = text
        self.lists = lists
        self.picture = picture
        self.same = {**same, **{read: same.get(meant, meant) for read, meant in picture.split.items()}}
        self.cast: dict[str, Item] = {held.item["id"]: held.item for held in picture.held["actors"]}

    def rows(self) -> dict[Table, list[Row]]:
        """All rows, by table."""
        shown = {name: [each for each in held if each.standing != "rejected"] for name, held in self.picture.held.items()}
        return {
            tables.mentions: [self._mention(place, held) for place, held in enumerate(self.picture.held["actors"])],
            tables.events: [self._event(place, held) for place, held in enumerate(self.picture.held["events"])],
            tables.statements: [self._statement(place, held) for place, held in enumerate(self.picture.held["statements"])],
            tables.agreements: [self._agreement(place, held) for place, held in enumerate(self.picture.held["agreements"])],
            tables.provisions: [row for held in self.picture.held["agreements"] for row in self._provisions(held)],
            tables.statuses: [self._status(place, held) for place, held in enumerate(self.picture.held["statuses"])],
            tables.places: [self._place(place, item) for place, item in enumerate(self.lists["places"])],
            tables.times: [self._time(place, item) for place, item in enumerate(self.lists["times"])],
            tables.participants: list(self._participants(shown)),
            tables.tellings: list(self._tellings(shown)),
            tables.conflicts: [
                {"document": self.number, "correction": each.correction, "problem": each.problem} for each in self.picture.conflicts
            ],
        }

    def _tellings(self, shown: Mapping[str, list[Held]]) -> Iterator[Row]:
        events, agreements = ([each.item for each in shown[name]] for name in ("events", "agreements"))
        return tellings.rows(Report(self.number, self.text, self.lists["places"], agreements, self._party), events)

    def _party(self, named: str) -> Party:
        person = self.cast.get(named) or {}
        return Party(self.actor(named), person.get("country") or self.actor(named), person.get("kind") == "person")

    def actor(self, named: str) -> str:
        """Who an actor is: taken apart in this document first, merged over all documents then."""
        return self.same.get(named, named)

    def _who(self, ids: Iterable[str | None]) -> tuple[str | None, str | None, str | None]:
        """Ids, names and codes of actors, each as a list in one column."""
        known = [each for each in ids if each]
        people = [self.cast.get(each) or {} for each in known]
        codes = [person.get("code") for person in people]
        return (
            joined(self.actor(each) for each in known),
            joined(person.get("name") or each for person, each in zip(people, known, strict=True)),
            joined(codes) if any(codes) else None,
        )

    def _judged(self, held: Held, spans: Iterable[Any]) -> Row:
        present = [span for span in spans if span]
        return {
            "start": present[0][0] if present else None,
            "end": present[-1][1] if present else None,
            "words": " … ".join(" ".join(self.text[start:end].split()) for start, end in present) or None,
            "standing": held.standing,
            "correction": held.correction,
        }

    def _head(self, place: int, item: Item) -> Row:
        return {"document": self.number, "id": item["id"], "ordinal": place}

    def _mention(self, place: int, held: Held) -> Row:
        item = held.item
        return {
            **self._head(place, item),
            "actor": self.actor(item["id"]),
            "name": item["name"],
            "code": item.get("code"),
            "kind": item["kind"],
            "country": item.get("country"),
            "count": len(item["mentions"]),
            **self._judged(held, item["mentions"][:1]),
        }

    def _event(self, place: int, held: Held) -> Row:
        item = held.item
        sources, source_names, source_codes = self._who(item["sources"])
        targets, target_names, target_codes = self._who(item["targets"])
        first, last = bounds(item.get("date"))
        return {
            **self._head(place, item),
            "type": item["type"],
            "mode": item.get("mode"),
            "context": joined(item.get("context") or ()),
            "cameo": item.get("cameo"),
            "sources": sources,
            "source_names": source_names,
            "source_codes": source_codes,
            "targets": targets,
            "target_names": target_names,
            "target_codes": target_codes,
            "reciprocal": bool(item.get("reciprocal")),
            "date": item.get("date"),
            "first": first,
            "last": last,
            "place": item.get("place"),
            "modality": item["modality"],
            "holder": self.actor(item["holder"]),
            "confidence": item.get("confidence"),
            "rule": item.get("rule"),
            "same_as": item.get("same_as"),
            "event": item.get("same_as") or item["id"],
            **self._judged(held, [item["evidence"]]),
        }

    def _statement(self, place: int, held: Held) -> Row:
        item = held.item
        speaker, name, code = self._who([item.get("speaker")])
        first, last = bounds(item.get("date"))
        return {
            **self._head(place, item),
            "speaker": speaker,
            "speaker_name": name,
            "speaker_code": code,
            "form": item["form"],
            "position": item.get("position"),
            "about": item.get("about"),
            "date": item.get("date"),
            "first": first,
            "last": last,
            "inferred": bool(item.get("inferred")),
            "rule": item.get("rule"),
            **self._judged(held, item["content"]),
        }

    def _agreement(self, place: int, held: Held) -> Row:
        item = held.item
        parties, party_names, _ = self._who(item["parties"])
        signatories, signatory_names, _ = self._who(item["signatories"])
        first, last = bounds(item.get("signed"))
        return {
            **self._head(place, item),
            "name": item.get("name"),
            "kind": item.get("kind"),
            "parties": parties,
            "party_names": party_names,
            "signatories": signatories,
            "signatory_names": signatory_names,
            "signed": item.get("signed"),
            "first": first,
            "last": last,
            "place": item.get("place"),
            "stage": item.get("stage"),
            "rule": item.get("rule"),
            **self._judged(held, item["mentions"][:1]),
        }

    def _provisions(self, held: Held) -> Iterator[Row]:
        for place, item in enumerate(held.item["provisions"]):
            by, by_names, _ = self._who(item["by"])
            to, to_names, _ = self._who(item["to"])
            condition = item.get("condition")
            yield {
                **self._head(place, {"id": provision_id(held.item, place)}),
                "agreement": held.item["id"],
                "type": item["type"],
                "by": by,
                "by_names": by_names,
                "to": to,
                "to_names": to_names,
                "condition": self.text[slice(*condition)] if condition else None,
                "modality": item.get("modality"),
                "holder": self.actor(item["holder"]),
                "rule": item.get("rule"),
                **self._judged(Held(item, held.standing, held.correction), [item["evidence"]]),
            }

    def _status(self, place: int, held: Held) -> Row:
        item = held.item
        holder = item["holder"]
        first, last = bounds(f"{item['from'] or '..'}/{item['to'] or '..'}") if item.get("from") or item.get("to") else (None, None)
        subject, subject_name, _ = self._who([item["subject"]])
        of, of_name, _ = self._who([item.get("of")])
        return {
            **self._head(place, item),
            "subject": subject,
            "subject_name": subject_name,
            "status": item["status"],
            "dimension": item.get("dimension"),
            "of": of,
            "of_name": of_name,
            "polarity": item["polarity"],
            "holder": self.actor(holder),
            "holder_name": holder if holder == NARRATOR else self._who([holder])[1],
            "from": item.get("from"),
            "to": item.get("to"),
            "first": first,
            "last": last,
            "rule": item.get("rule"),
            **self._judged(held, [item["evidence"]]),
        }

    def _place(self, place: int, item: Item) -> Row:
        return {
            "document": self.number,
            "ordinal": place,
            **{name: item.get(name) for name in ("name", "country", "latitude", "longitude", "geonames")},
            "start": item["span"][0],
            "end": item["span"][1],
        }

    def _time(self, place: int, item: Item) -> Row:
        first, last = bounds(item.get("edtf"))
        return {
            "document": self.number,
            "ordinal": place,
            **{name: item.get(name) for name in ("type", "value", "edtf")},
            "first": first,
            "last": last,
            "start": item["span"][0],
            "end": item["span"][1],
        }

    def _participants(self, held: Mapping[str, list[Held]]) -> Iterator[Row]:
        for each in held["events"]:
            item = each.item
            yield from self._sides(item["id"], "events", item.get("date"), source=item["sources"], target=item["targets"])
        for each in held["statements"]:
            yield from self._sides(each.item["id"], "statements", each.item.get("date"), speaker=[each.item.get("speaker")])
        for each in held["agreements"]:
            item = each.item
            yield from self._sides(
                item["id"], "agreements", item.get("signed"), party=item["parties"], signatory=item["signatories"]
            )
            for place, provision in enumerate(item["provisions"]):
                yield from self._sides(
                    provision_id(item, place), "provisions", item.get("signed"), by=provision["by"], to=provision["to"]
                )
        for each in held["statuses"]:
            yield from self._sides(each.item["id"], "statuses", None, subject=[each.item["subject"]], of=[each.item.get("of")])

    def _sides(self, id: str, name: str, date: str | None, **sides: Iterable[str | None]) -> Iterator[Row]:
        first, last = bounds(date)
        for side, actors in sides.items():
            for named in dict.fromkeys(each for each in actors if each):
                yield {
                    "document": self.number,
                    "item": id,
                    "side": side,
                    "named": named,
                    "list": name,
                    "actor": self.actor(named),
                    "country": (self.cast.get(named) or {}).get("country"),
                    "first": first,
                    "last": last,
                }


def provision_id(agreement: Item, place: int) -> str:
    """The id of a provision, which has none of its own in the record: by its agreement, type and words."""
    item = agreement["provisions"][place]
    return content_id("p", agreement["id"], item["type"], item["evidence"], place)
