"""The shapes of a record, the public contract `dragoman/1`. Nothing of ours is needed to hold them.

Spans are `[start, end)` in Unicode code points of `document.text`. Dates are EDTF level 1. Actor fields hold ids of
`actors`. What is not known is None.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

if TYPE_CHECKING:
    from pathlib import Path

    import pandas

    from dragoman.store import Store

SCHEMA = "dragoman/1"

Span = tuple[int, int]
"""`[start, end)` in code points."""

BlockKind = Literal["headline", "dateline", "byline", "caption", "photo-credit", "body", "crosshead", "wire-credit", "forum-chrome"]
PublishedFrom = Literal["argument", "metadata", "dateline", "caption"]
ActorKind = Literal[
    "state",
    "de-facto-state",
    "organisation",
    "bloc",
    "government-body",
    "armed-group",
    "person",
    "population",
    "unknown",
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Modality = Literal["actual", "planned", "possible", "denied"]
StatementForm = Literal["direct", "indirect", "mixed"]
StatementKind = Literal["speech", "thought", "intention", "request", "stance", "evidence"]
Certainty = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Factivity = Literal["factive", "neutral", "distancing", "denying"]
Position = Literal[
    "recognise",
    "refuse-recognition",
    "withdraw-recognition",
    "condemn",
    "criticise",
    "accuse",
    "welcome",
    "praise",
    "support",
    "warn",
    "threaten",
    "demand",
    "call-for",
    "promise",
    "offer",
    "deny",
    "reject",
    "apologise",
    "express-concern",
    "affirm-territorial-integrity",
    "affirm-sovereignty",
    "affirm-self-determination",
    "takes-no-position",
    "predict",
    "report",
    "comment",
]
Stage = Literal[
    "proposed",
    "negotiated",
    "initialled",
    "signed",
    "ratified",
    "in-force",
    "provisionally-applied",
    "invoked",
    "suspended",
    "denounced",
    "withdrawn",
    "ended",
    "replaced",
]
ProvisionType = Literal[
    "defence",
    "guarantee",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "joint-security",
    "basing",
    "border-guard",
    "arms",
    "withdrawal",
    "ceasefire",
    "customs",
    "trade",
    "free-movement",
    "citizenship",
    "economic-aid",
    "sanctions-relief",
    "prisoner-exchange",
    "inspection",
    "foreign-policy",
    "recognition",
    "territory",
    "dispute-settlement",
    "no-other-alliance",
    "other",
]
StatusName = Literal[
    "independent-state",
    "self-declared-state",
    "de-facto-state",
    "breakaway-region",
    "autonomous-region",
    "dependency",
    "integral-part-of",
    "disputed",
    "undetermined",
    "troops-stationed-by",
    "controlled-by",
    "dependent-on",
    "occupied-territory",
    "annexed-territory",
    "under-administration",
    "recognised-by",
    "not-recognised-by",
    "recognition-withdrawn-by",
]
Sense = Literal["against", "for", "distance"]
Dimension = Literal["polity", "belongs", "control", "regime", "recognition"]
Polarity = Literal["affirmed", "denied"]

NARRATOR = "narrator"
"""The holder of what the report itself says."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the document's anatomy."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Poster:
    """Who posted a report in a forum, as the page shows it; metadata, never events."""

    name: str
    rank: str | None = None
    joined: str | None = None
    messages: int | None = None
    reaction_score: int | None = None
    country: str | None = None
    location: str | None = None
    posted: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded report. `id` is a hash of its text."""

    id: str
    uri: str
    title: str | None
    published: str | None
    published_from: PublishedFrom | None
    language: str | None
    credits: tuple[str, ...]
    poster: Poster | None
    blocks: tuple[Block, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """A title an actor bears in this document, and of what."""

    title: str
    of: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor and every place where the document speaks of it."""

    id: str
    name: str
    registry: str | None
    code: str | None
    kind: ActorKind
    country: str | None
    roles: tuple[Role, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; degrees are WGS 84. `country`: the ISO 3166 alpha-3 code of the state it lies in, or the registry id of the
    territory where that is contested; None for seas and what lies in several. `geonames`: a GeoNames id."""

    name: str
    span: Span
    latitude: float | None
    longitude: float | None
    country: str | None
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, valued as TIMEX3 (ISO-TimeML) and as EDTF level 1; null where it cannot be anchored.

    `mod`: TIMEX3 modifier (START, END, APPROX…). `start`, `end`: its first and last day. `anchor`: the date it is counted from,
    `anchor_span` the words that tell that date, null where it is the publication date.
    """

    span: Span
    type: TimexType
    value: str | None
    edtf: str | None
    mod: str | None
    start: str | None
    end: str | None
    anchor: str | None
    anchor_span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Characterisation:
    """A word that carries a view of what it speaks of (*annexation*, *liberation*, *so-called*), and whose word it is.

    `sense`: `against` (denies that it is rightful), `for` (says it is), `distance` (keeps off from what others call it).
    """

    word: str
    sense: Sense
    holder: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `type`, `mode`, `context`: PLOVER; `cameo`: CAMEO code; `reciprocal`: both sides act; `under`: the
    promise, demand, refusal or threat that this event is the content or a condition of; `historical`: told as background, long
    before what the report tells (PLOVER's auxiliary mode; `modality` has the other three)."""

    id: str
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    reciprocal: bool
    date: str | None
    place: str | None
    modality: Modality
    holder: str
    trigger: Span
    evidence: Span
    rule: str
    confidence: float
    same_as: str | None
    under: str | None
    characterised: tuple[Characterisation, ...] = ()
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, in which words. `inferred`: the speaker is taken from context.

    `kind`: words said, a thought, an intention, a request that others do something, a stance towards a thing (its wording is
    not given), or what a document shows. `certainty`: how sure the holder is (FactBank's values); `factivity`: what the cue says of the truth of the words.
    `speaker_role`, `speaker_of`: in which role the speaker speaks and for whom; `anonymous`: the source is kept unnamed.
    `altered`: where quoted words were changed or cut (*[they]*, an ellipsis).
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: StatementForm
    position: Position | None
    about: str | None
    date: str | None
    inferred: bool
    rule: str
    kind: StatementKind = "speech"
    certainty: Certainty | None = None
    factivity: Factivity | None = None
    speaker_role: str | None = None
    speaker_of: str | None = None
    anonymous: bool = False
    altered: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """Another holder of the same thing, and the words."""

    holder: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class StageChange:
    """A step in the life of an agreement: by whom, when, and who says so; `modality` where it is only planned or denied."""

    stage: Stage
    by: tuple[str, ...]
    date: str | None
    modality: Modality
    holder: str
    evidence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One term of an agreement: who (`by`) owes it to whom (`to`).

    `article`: where it stands in the text of a treaty; `also`: who else states it, in which words; `scope`: where it holds;
    `date`: when, as EDTF (*until 2042* is `../2042`).
    """

    type: ProvisionType
    by: tuple[str, ...]
    to: tuple[str, ...]
    condition: Span | None
    modality: Modality
    holder: str
    evidence: Span
    rule: str
    article: str | None = None
    also: tuple[Told, ...] = ()
    scope: Span | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, pact or truce, and what it binds its parties to."""

    id: str
    name: str | None
    kind: str | None
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    signed: str | None
    place: str | None
    stage: Stage | None
    mentions: tuple[Span, ...]
    provisions: tuple[Provision, ...]
    rule: str
    stages: tuple[StageChange, ...] = ()
    characterised: tuple[Characterisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What a territory is, according to `holder`. `from_` is `from` in JSON."""

    id: str
    subject: str
    status: StatusName
    dimension: Dimension
    of: str | None
    polarity: Polarity
    holder: str
    from_: str | None
    to: str | None
    evidence: Span
    rule: str
    characterised: tuple[Characterisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made the record."""

    program: str
    model: str
    ontology: str
    registry: str
    settings: Mapping[str, Any]
    wall_time: float | None


T = TypeVar("T")


class Items(tuple[T, ...], Generic[T]):
    """A list of the record: a tuple that can become plain rows or a data frame."""

    __slots__ = ()

    @overload  # type: ignore[override]
    def __getitem__(self, index: slice) -> Items[T]: ...
    @overload
    def __getitem__(self, index: int) -> T: ...
    def __getitem__(self, index: int | slice) -> T | Items[T]:
        if isinstance(index, slice):
            return Items(tuple.__getitem__(self, index))
        return tuple.__getitem__(self, index)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One plain dictionary an item, with the names of the contract."""
        return [plain(item) for item in self]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame with a row an item and the columns of the contract. Needs pandas."""
        try:
            import pandas
        except ImportError:
            from dragoman.errors import MissingExtra

            raise MissingExtra("pandas", "a data frame") from None
        columns = [named(each.name) for each in dataclasses.fields(self[0])] if self else None  # type: ignore[arg-type]
        return pandas.DataFrame(self.to_dicts(), columns=columns)


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read from one document."""

    document: Document
    actors: Items[Actor]
    places: Items[Place]
    times: Items[Time]
    events: Items[Event]
    statements: Items[Statement]
    agreements: Items[Agreement]
    statuses: Items[Status]
    run: Run
    schema: str = field(default=SCHEMA)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain data: the contract `dragoman/1`."""
        return {"schema": self.schema, **{name: plain(getattr(self, name)) for name in LISTS}}

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text; the same record gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def words(self, span: Span) -> str:
        """The words a span stands on."""
        return self.document.text[span[0] : span[1]]

    def actor(self, id: str) -> Actor | None:
        """The actor with this id, or None."""
        return next((each for each in self.actors if each.id == id), None)

    @staticmethod
    def open(url: str | Path = "dragoman.db", *, create: bool = True) -> Store:
        """The store of many records: the same as `dragoman.open`."""
        from dragoman.store import Store

        return Store.open(url, create=create)

    def _repr_html_(self) -> str:
        from dragoman.views.page import fragment

        return fragment(self)


LISTS = ("document", "actors", "places", "times", "events", "statements", "agreements", "statuses", "run")


def named(attribute: str) -> str:
    """The name a field has in JSON: `from_` is `from`."""
    return attribute.rstrip("_")


def plain(value: Any) -> Any:
    """`value` as what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {named(each.name): plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def content_id(prefix: str, *parts: object) -> str:
    """An id that depends on content alone: `prefix:` and 12 hexadecimal digits of the SHA-256 of the parts."""
    text = json.dumps([plain(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def items_of(record: Record) -> Iterator[tuple[str, Event | Statement | Agreement | Status | Actor]]:
    """All items of the record that have an id, each with the name of its list."""
    lists: Iterable[str] = ("events", "statements", "agreements", "statuses", "actors")
    for name in lists:
        for item in getattr(record, name):
            yield name, item
