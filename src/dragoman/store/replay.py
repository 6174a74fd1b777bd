"""Corrections carried over to a reading: the same set of them and the same reading give the same picture.

First every item that a human spoke of is looked for in the reading, then what was said is done in the order of its times.
An item that was accepted, edited or added stands as the human left it, whatever the program reads now; what it reads
otherwise, and what cannot be carried over, is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dragoman.record import NARRATOR, Span
from dragoman.store.anchors import Lost, moved, placed
from dragoman.store.corrections import Correction, holding, of_document
from dragoman.store.likeness import CLAIM, DETAIL, Unsure, differing, likest
from dragoman.store.picture import CORRECTED, Conflict, Held, Item, Picture, Standing, as_read

ACTORS: Mapping[str, tuple[str, ...]] = {
    "events": ("sources", "targets", "holder"),
    "statements": ("speaker", "speaker_of"),
    "agreements": ("parties", "signatories"),
    "statuses": ("subject", "of", "holder"),
    "actors": (),
}
"""The fields that name actors."""
LINKS: Mapping[str, tuple[str, ...]] = {"events": ("same_as", "under"), "statements": ("about",)}
"""The fields that name other items."""
NOBODY = (NARRATOR, "unknown")
HUMAN = "human"
"""The rule of items that a human added."""


def picture_of(connection: Connection, document: str, text: str, lists: Mapping[str, Any]) -> Picture:
    """The picture of a document after its corrections, where it has any."""
    corrections = holding(of_document(connection, document))
    return replayed(document, text, lists, corrections).picture() if corrections else as_read(lists)


def replay_of(connection: Connection, document: str, text: str, lists: Mapping[str, Any]) -> Replay:
    """The corrections that hold on a document, done to its reading."""
    return replayed(document, text, lists, holding(of_document(connection, document)))


def replayed(document: str, text: str, lists: Mapping[str, Any], corrections: Iterable[Correction]) -> Replay:
    """The corrections that hold, done to a reading."""
    replay = Replay(document, text, lists)
    said = [here for each in corrections if (here := replay.here(each)) is not None]
    replay.identify(said)
    for each in said:
        replay.do(each)
    replay.settle()
    return replay


class Lineage(NamedTuple):
    """An item that humans spoke of: the ids it went by, and how they saw it."""

    name: str
    ids: list[str]
    seen: list[Item]


class Replay:
    """A reading on its way to a picture. `now` gives for the id of an item as a human saw it the one it has here."""

    def __init__(self, document: str, text: str, lists: Mapping[str, Any]) -> None:
        self.document = document
        self.text = text
        self.held: dict[str, dict[str, Held]] = {name: {item["id"]: Held(item) for item in lists[name]} for name in CORRECTED}
        self.now: dict[str, str] = {}
        self.split: dict[str, str] = {}
        self.met: dict[str, Item] = {}
        self.problems: dict[str, str] = {}
        self._unsure: dict[str, str] = {}
        self._rescued: dict[str, str] = {}
        self._cast: dict[str, Item] = {}

    def picture(self) -> Picture:
        """What stands now."""
        return Picture(
            {name: tuple(held.values()) for name, held in self.held.items()},
            tuple(Conflict(*each) for each in sorted(self.problems.items())),
            self.split,
            tuple(self.met.values()),
        )

    def here(self, correction: Correction) -> Correction | None:
        """The correction with its spans in this text; None, and a conflict, where its words are not found."""
        if correction.document == self.document:
            return correction
        place = placed(self.text, correction.spans)
        name, body = correction.list, dict(correction.body)
        try:
            before = None if correction.before is None else _moved(name, correction.before, place)
            for key in ("set", "item"):
                if key in body:
                    body[key] = _moved(name, body[key], place)
            if within(correction):
                body["with"] = {**body["with"], "before": _moved(name, body["with"]["before"], place)}
        except Lost as error:
            self.problems[correction.id] = str(error)
            return None
        cast = {id: {**actor, "roles": [], "mentions": []} for id, actor in correction.cast.items()}
        return replace(correction, before=before, body=body, anchors={**correction.anchors, "cast": cast})

    def identify(self, corrections: list[Correction]) -> None:
        """Finds the items that were spoken of: those with the same id first, then those that claim the same, then the others."""
        added = {each.item for each in corrections if each.kind == "add"}
        groups = list(_lineages(corrections))
        for each in corrections:
            self._cast |= each.cast
        for group in groups:
            here = next((id for id in group.ids if id in self.held[group.name]), None)
            if here is not None:
                self.now.update((id, here) for id in group.ids)
        named = set(self.now.values())
        for whole in (True, False):
            for group in groups:
                if group.ids[0] not in self.now and (whole or not added.intersection(group.ids)):
                    self._find(group, set() if whole else named, whole=whole)

    def _find(self, group: Lineage, named: set[str], *, whole: bool) -> None:
        """Looks for an item that nobody else was found to be; one that others `named` by its id may only be it where it says the same."""
        found = {now for id, now in self.now.items() if id != now} | named
        items = {id: held.item for id, held in self.held[group.name].items()}
        for wanted in group.seen:
            try:
                like = likest(group.name, wanted, (item for id, item in items.items() if id not in found), whole=whole)
            except Unsure as error:
                if not whole:
                    self._unsure |= dict.fromkeys(group.ids, str(error))
                return
            if like is not None:
                self.now.update((id, like["id"]) for id in group.ids)
                return

    def do(self, correction: Correction) -> None:
        """Does what one correction says."""
        assert correction.item is not None
        unsure = self._unsure.get(correction.item)
        if unsure is not None:
            self.problems[correction.id] = unsure
        elif correction.kind == "add":
            self._stand(correction, correction.body["item"], {}, "added")
        elif correction.kind == "accept":
            self._stand(correction, correction.before or {}, {}, "accepted")
        elif correction.kind == "edit":
            self._stand(correction, correction.before or {}, correction.body["set"], "edited")
        elif correction.kind == "reject":
            self._reject(correction)
        elif correction.list == "actors":
            self.split[self.now.get(correction.item, correction.item)] = correction.body["as"]["id"]
            self.met[correction.body["as"]["id"]] = correction.body["as"]
        elif within(correction):
            self._link(correction)

    def _stand(self, correction: Correction, seen: Item, changes: Item, standing: Standing) -> None:
        """The item stands as the human left it; what the human did not judge is as it is read now."""
        name = correction.list
        id = self.now.get(correction.item or "") or self._kept(name, seen)
        if id is None:
            if standing == "edited" and seen.get("rule") == HUMAN:
                self.problems[correction.id] = "it edits an item that was added, and that was undone"
                return
            if self._beside(name, seen):
                self.problems[correction.id] = f"the reading has another item on its words; what was {standing} stands beside it"
            id = seen["id"]
            self.held[name][id] = Held({**seen, **changes}, standing, correction.id)
            self._rescued[id] = name
        else:
            item = self.held[name][id].item
            other = [each for each in differing(name, seen, item) if each not in changes]
            if other and standing != "added":
                self.problems[correction.id] = _otherwise(seen, item, other, f"what was {standing} stands")
            kept = {} if standing == "edited" else {each: seen[each] for each in (*CLAIM[name], *DETAIL[name]) if each in seen}
            if standing == "added":
                kept = {each: value for each, value in kept.items() if value}
            self.held[name][id] = Held({**item, **kept, **changes}, standing, correction.id)
        self.now[correction.item or id] = id

    def _kept(self, name: str, seen: Item) -> str | None:
        """An item that no reading has any more and an earlier correction has kept, perhaps under another id."""
        items = [self.held[name][id].item for id, list in self._rescued.items() if list == name]
        try:
            like = likest(name, seen, items)
        except Unsure:
            return None
        return None if like is None or like.get("rule") == HUMAN else str(like["id"])

    def _beside(self, name: str, seen: Item) -> bool:
        """Whether an item that others spoke of stands on the same words and may be the same thing."""
        read = [held.item for id, held in self.held[name].items() if id not in self._rescued and held.standing != "added"]
        try:
            return likest(name, seen, read) is not None
        except Unsure:
            return True

    def _reject(self, correction: Correction) -> None:
        """The item is rejected where it still says what was rejected."""
        name, id = correction.list, self.now.get(correction.item or "")
        if id is None or id not in self.held[name]:
            return
        held = self.held[name][id]
        other = differing(name, correction.before or {}, held.item)
        if other:
            self.problems[correction.id] = _otherwise(correction.before or {}, held.item, other, "it is not rejected")
        else:
            self.held[name][id] = Held(held.item, "rejected", correction.id)

    def _link(self, correction: Correction) -> None:
        """Two events of this report are one, or are not."""
        events = self.held["events"]
        one, other = (events.get(self.now.get(id, id)) for id, _ in _spoken_of(correction))
        if one is None or other is None:
            self.problems[correction.id] = "one of the two is not in the new reading"
            return
        first, second = first_mention(one.item), first_mention(other.item)
        if correction.kind == "merge":
            for id, held in events.items():
                if first_mention(held.item) == second and id != first:
                    events[id] = replace(held, item={**held.item, "same_as": first})
        elif first == second:
            apart = one if other.item["id"] == first else other
            events[apart.item["id"]] = replace(apart, item={**apart.item, "same_as": None})

    def settle(self) -> None:
        """No item that stands refers to one that does not."""
        cast = self.held["actors"]
        standing = [(name, held) for name in CORRECTED for held in self.held[name].values() if held.standing != "rejected"]
        named = {id for name, held in standing for id in actors_of(name, held.item)}
        for id in sorted(named & set(cast)):
            if cast[id].standing == "rejected":
                self.problems[cast[id].correction or ""] = "items that stand refer to the actor; it is not rejected"
                cast[id] = Held(cast[id].item)
        by = {id: held.correction for name, held in standing for id in actors_of(name, held.item)}
        for id in sorted(named - set(cast)):
            if id in self._cast:
                cast[id] = Held(self._cast[id], "added", by[id])
        self._settle_links({id for held in self.held.values() for id, each in held.items() if each.standing != "rejected"})

    def _settle_links(self, standing: set[str]) -> None:
        """Links lead to what stands: mentions of an event whose first mention was rejected are mentions of the next one."""
        heirs: dict[str, str] = {}
        for name, links in LINKS.items():
            for id, held in self.held[name].items():
                changed = {}
                for link in links:
                    to: str | None = held.item.get(link)
                    to = self.now.get(to, to) if to is not None else None
                    if link == "same_as" and to is not None and to not in standing and id in standing:
                        to = heirs.setdefault(to, id)
                        to = None if to == id else to
                    elif to not in standing:
                        to = None
                    if to != held.item.get(link):
                        changed[link] = to
                if changed:
                    self.held[name][id] = replace(held, item={**held.item, **changed})


def actors_of(name: str, item: Item) -> list[str]:
    """The ids of the actors an item names."""
    found: list[str] = []
    for field in ACTORS[name]:
        value = item.get(field)
        found += value if isinstance(value, list | tuple) else [value] if value else []
    for each in (*item.get("provisions", ()), *item.get("stages", ())):
        found += [*each.get("by", ()), *each.get("to", ()), each["holder"]]
    return [each for each in dict.fromkeys(found) if each not in NOBODY]


def _lineages(corrections: list[Correction]) -> Iterator[Lineage]:
    """The items that were spoken of, each once, whatever ids it went by when it was."""
    found: dict[str, Lineage] = {}
    for each in corrections:
        for id, item in _spoken_of(each):
            ids = [id, *(each.anchors.get("also", ()) if id == each.item else ())]
            joined = list({known.ids[0]: known for one in ids if (known := found.get(one)) is not None}.values())
            mine = Lineage(
                each.list, [one for known in joined for one in known.ids], [one for known in joined for one in known.seen]
            )
            mine.ids.extend(one for one in ids if one not in mine.ids)
            mine.seen.append(item)
            found |= dict.fromkeys(mine.ids, mine)
    yield from {lineage.ids[0]: lineage for lineage in found.values()}.values()


def _spoken_of(correction: Correction) -> list[tuple[str, Item]]:
    """The items a correction speaks of, by id, as the human saw them."""
    assert correction.item is not None
    mine: Item = correction.body["item"] if correction.kind == "add" else correction.before or {}
    found = [(correction.item, mine)]
    if within(correction):
        other: Item = correction.body["with"]["before"]
        found.append((correction.body["with"]["item"], other))
    return found


def within(correction: Correction) -> bool:
    """Whether it joins or parts two events of one report; those of two reports are decided elsewhere."""
    return correction.list == "events" and correction.kind in ("merge", "split") and correction.elsewhere is None


def _moved(name: str, item: Item, place: Callable[[Span], Span]) -> dict[str, Any]:
    """The item where its words are now. Some mentions of an actor or an agreement may be gone; the first that is sought is not."""
    many = {"actors": ("mentions", "roles"), "agreements": ("mentions",)}.get(name, ())
    kept = {field: list(_there(name, field, item[field], place)) for field in many if field in item}
    if item.get("mentions") and kept.get("mentions") == []:
        moved(name, {"mentions": item["mentions"][:1]}, place)  # tells what is lost
    return {**moved(name, {field: value for field, value in item.items() if field not in kept}, place), **kept}


def _there(name: str, field: str, values: list[Any], place: Callable[[Span], Span]) -> Iterator[Any]:
    for each in values:
        with suppress(Lost):
            yield moved(name, {field: [each]}, place)[field][0]


def first_mention(event: Item) -> str:
    """The id of the first mention of the event that this is a mention of, in its report."""
    return str(event.get("same_as") or event["id"])


def _otherwise(seen: Item, item: Item, fields: list[str], outcome: str) -> str:
    said = "; ".join(f"{each} {_shown(item.get(each))} where it was {_shown(seen.get(each))}" for each in fields)
    return f"it is read otherwise now: {said}; {outcome}"


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
