"""Events in the columns that users of PLOVER, CAMEO, ICEWS and GDELT data know, one row for each source and target.

Only what counts as an event there is written: one row for one event of a report, not for each mention; nothing that is only the
content of a promise or demand; and of what is planned, possible or denied only the words that are deeds themselves.
What is not known is an empty cell: no date is taken from the publication, no place from a capital.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Literal, NamedTuple, get_args

from dragoman.knowledge.actors import entries
from dragoman.knowledge.ontology import scales
from dragoman.knowledge.places.contested import contested
from dragoman.record import Actor, Event, EventType, Place, Record

Format = Literal["plover", "cameo", "icews", "gdelt"]
FORMATS: tuple[Format, ...] = get_args(Format)

QUADS: dict[EventType, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
"""PLOVER type → its class of four."""

WORDS_ARE_DEEDS = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN"))
"""Types that happen by being said, whatever becomes of what they are of."""

SECTORS = 3
"""Letters of a part of an actor's code."""


class Side(NamedTuple):
    """A source or target: its code, the state or organisation it acts for, the sectors it is of, and its name."""

    code: str = ""
    country: str = ""
    country_name: str = ""
    sectors: tuple[str, ...] = ()
    name: str = ""
    words: str = ""
    title: str = ""


class Told(NamedTuple):
    """How often an event is told: mentions, reports, and sources of these, of which a wire text in five papers is one."""

    mentions: int
    reports: int
    sources: int


class Dyad(NamedTuple):
    """An event between one source and one target, with the record it stands in; `told` where it is joined over reports."""

    record: Record
    event: Event
    source: Side
    target: Side
    place: Place | None
    told: Told | None = None


def dyads(record: Record, *, fold_de_facto: bool = False) -> Iterator[Dyad]:
    """The events of a record, multiplied out; what both sides do goes both ways."""
    actors = {actor.id: actor for actor in record.actors}
    places = {place.name: place for place in record.places}

    def side(id: str) -> Side:
        return _side(record, actors[id], fold_de_facto) if id else Side()

    for event in filter(counts, record.events):
        place = places.get(event.place or "")
        for source in event.sources or ("",):
            for target in event.targets or ("",):
                yield Dyad(record, event, side(source), side(target), place)
                if event.reciprocal:
                    yield Dyad(record, event, side(target), side(source), place)


def counts(event: Event) -> bool:
    """Whether those who count events count this one."""
    happened = event.modality == "actual" or event.type in WORDS_ARE_DEEDS
    return happened and event.under is None and event.same_as is None


def mentions(record: Record, event: Event) -> int:
    """How often a report mentions an event."""
    return sum(each.id == event.id or each.same_as == event.id for each in record.events)


def _side(record: Record, actor: Actor, fold: bool) -> Side:
    code, country = actor.code or "", actor.country or (actor.id if actor.id in entries() else None)
    claimant = _claimant(country) if fold else None
    if country is not None and claimant is not None:
        own, over = entries()[country].code or "", entries()[claimant].code or ""
        code, country = f"{over}PRE{code.removeprefix(own)}", claimant
    state = entries().get(country or "")
    stem = state.code if state is not None and state.code and code.startswith(state.code) else ""
    rest = code[len(stem) :]
    sectors = tuple(rest[at : at + SECTORS] for at in range(0, len(rest), SECTORS))
    words = record.words(actor.mentions[0]) if actor.mentions else ""
    title = actor.roles[0].title if actor.roles else ""
    return Side(
        code, (state.iso3 or state.code or "") if state else "", state.name if state else "", sectors, actor.name, words, title
    )


def _claimant(country: str | None) -> str | None:
    """The state that a de facto state is folded into: the one other that claims its land."""
    land = contested().get(country or "")
    if land is None or country is None or country not in entries() or entries()[country].kind != "de-facto-state":
        return None
    claimed = [each for each in land.claimed_by if each != country]
    return claimed[0] if len(claimed) == 1 else None


# ---------------------------------------------------------------- the formats


def write(found: Iterable[Dyad], format: Format, target: IO[str], *, joined: bool = False) -> int:
    """Writes dyads in a format; returns how many. What has no CAMEO code is written as PLOVER alone. Of `joined` events every row
    says how often they are told: in the columns that GDELT has for it, or in three more."""
    header, row = LAYOUTS[format]
    more = joined and format != "gdelt"
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    if header:
        writer.writerow((*header, *TOLD) if more else header)
    count = 0
    for dyad in found:
        if format == "plover" or dyad.event.cameo:
            writer.writerow((*row(dyad), *(dyad.told or ())) if more else row(dyad))
            count += 1
    return count


def _day(dyad: Dyad) -> str:
    """The day of an event, empty where only a month, a year or an interval is known."""
    date = dyad.event.date or ""
    return date if len(date) == len("2015-03-18") and date.replace("-", "").isdigit() else ""


def _degrees(dyad: Dyad) -> tuple[str, str]:
    place = dyad.place
    if place is None or place.latitude is None or place.longitude is None:
        return "", ""
    return f"{place.latitude:g}", f"{place.longitude:g}"


def _where(dyad: Dyad) -> str:
    """The country of the place of an event, as the gazetteer has it."""
    country = dyad.place.country if dyad.place is not None else None
    known = entries().get(country or "")
    return known.code or "" if known is not None else country or ""


TOLD = ("Mentions", "Reports", "Sources")
PLOVER = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Actor Country"),
    *("Recipient Name", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Recipient Country", "Placename", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Source", "Publication Date", "Language", "Version"),
)


def _plover(dyad: Dyad) -> tuple[object, ...]:
    event, document = dyad.event, dyad.record.document
    code = scales().get((event.cameo or "")[:2])
    return (
        *(event.id, event.date or "", event.type, event.mode or "", code.goldstein if code else "", QUADS[event.type]),
        ";".join(event.context),
        *_plover_side(dyad.source),
        *_plover_side(dyad.target),
        *(dyad.place.name if dyad.place else "", _where(dyad), *_degrees(dyad)),
        *((dyad.place.geonames or "") if dyad.place else "", event.place or ""),
        *(";".join(document.credits), document.published or "", document.language or "", dyad.record.run.program),
    )


def _plover_side(side: Side) -> tuple[str, ...]:
    first = side.sectors[0] if side.sectors else ""
    return side.name, "", first, ";".join(side.sectors), side.title, side.words, side.country


CAMEO = ("Date", "Source", "Target", "Code", "Event ID", "Story ID")


def _cameo(dyad: Dyad) -> tuple[object, ...]:
    return _day(dyad).replace("-", ""), dyad.source.code, dyad.target.code, dyad.event.cameo, dyad.event.id, dyad.record.document.id


ICEWS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity"),
    *("Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District"),
    *("Province", "Country", "Latitude", "Longitude"),
)


def _icews(dyad: Dyad) -> tuple[object, ...]:
    event, code = dyad.event, scales()[(dyad.event.cameo or "")[:2]]
    source, target = ((each.name, ",".join(each.sectors), each.country_name) for each in (dyad.source, dyad.target))
    document = dyad.record.document
    return (
        *(event.id, _day(dyad), *source, code.name, event.cameo, code.goldstein, *target, document.id, ""),
        *(";".join(document.credits), event.place or "", "", "", _where(dyad), *_degrees(dyad)),
    )


def _gdelt(dyad: Dyad) -> tuple[object, ...]:
    """The 61 columns of GDELT 2.0, whose files have no header."""
    event, code, document = dyad.event, (dyad.event.cameo or ""), dyad.record.document
    day, date = _day(dyad), event.date or ""
    year = date[:4] if date[:4].isdigit() and "/" not in date else ""
    month = f"{year}{date[5:7]}" if year and date[5:7].isdigit() else ""
    told = dyad.told or Told(mentions(dyad.record, event), 1, 1)
    scale = scales()[code[:2]]
    nowhere = ("",) * 8
    place = ("", event.place or "", _where(dyad), "", "", *_degrees(dyad), dyad.place.geonames or "") if dyad.place else nowhere
    return (
        *(event.id, day.replace("-", ""), month, year, ""),
        *_gdelt_side(dyad.source),
        *_gdelt_side(dyad.target),
        *("", code, code[:3], code[:2], scale.quad, scale.goldstein, told.mentions, told.sources, told.reports, ""),
        *(*nowhere, *nowhere, *place),
        *((document.published or "").replace("-", ""), document.uri),
    )


def _gdelt_side(side: Side) -> tuple[str, ...]:
    types = (*side.sectors, "", "", "")[:3]
    return side.code, side.name.upper(), side.country, "", "", "", "", *types


LAYOUTS: dict[Format, tuple[tuple[str, ...], Callable[[Dyad], tuple[object, ...]]]] = {
    "plover": (PLOVER, _plover),
    "cameo": (CAMEO, _cameo),
    "icews": (ICEWS, _icews),
    "gdelt": ((), _gdelt),
}
"""The header of a format (GDELT has none) and what makes a row."""
