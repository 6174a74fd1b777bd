"""What somebody holds to be so, one shape for what reports say, what the package knows and what is imported.

An assertion has a holder (`narrator`, an actor, a coder such as `ATOP`), the dates it holds between, and a source that shows
where it stands. Dates are EDTF; `start` and `end` are None where they are not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol, get_args

from dragoman.record import Dimension, Polarity, Position, ProvisionType, Span, Stage, StatusName

ALL = "all"
"""Each party of the agreement, as a side of a provision."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an assertion stands: a report (`uri`, `published`, `publication`, `span`, `words`) or a row of a table (`uri`, `words`)."""

    kind: Literal["report", "baseline", "import"]
    uri: str
    words: str
    published: str | None = None
    document: str | None = None
    span: Span | None = None
    rule: str | None = None
    publication: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a polity is to `holder`; `speaks_for`: the state, bloc or organisation whose view that is; `said`: when it was said."""

    subject: str
    dimension: Dimension
    status: StatusName
    of: str | None
    polarity: Polarity
    holder: str
    speaks_for: str
    start: str | None
    end: str | None
    said: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Treaty:
    """An agreement and the dates of its life."""

    id: str
    name: str
    kind: str | None
    signed: str | None
    in_force: str | None
    ended: str | None
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Party:
    """A party's time in an agreement, by accession and withdrawal."""

    agreement: str
    party: str
    start: str | None
    end: str | None
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Term:
    """A provision: each of `by` owes `type` to each of `to` (`all`: to every other party)."""

    agreement: str
    type: ProvisionType
    by: tuple[str, ...]
    to: tuple[str, ...]
    article: str | None
    condition: str | None
    scope: str | None
    discretion: str | None
    start: str | None
    end: str | None
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Act:
    """A step in the life of an agreement, done by its parties: signed, ratified, invoked, suspended (`toward` whom), denounced."""

    agreement: str
    stage: Stage
    by: tuple[str, ...]
    toward: tuple[str, ...]
    date: str | None
    until: str | None
    note: str
    holder: str
    source: Source


@dataclass(frozen=True, slots=True)
class Stance:
    """A position somebody took on an actor, an event, an agreement or a status, in their own words (`source.words`)."""

    holder: str
    speaks_for: str
    position: Position
    about: tuple[str, ...]
    date: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a report tells it: `what` is its PLOVER type, `actors` all who take part."""

    what: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    date: str | None
    modality: str
    holder: str
    source: Source


Assertion = Held | Treaty | Party | Term | Act | Stance | Happening


Kind = Literal["held", "held_by", "treaty", "treaties_called", "memberships", "parties", "terms", "acts", "stances", "happenings"]
"""The methods of `Assertions` that find an assertion."""


def keys(each: Assertion) -> Iterator[tuple[Kind, str]]:
    """The ways an assertion is asked for: each the method that finds it, and what that is given."""
    if isinstance(each, Held):
        yield "held", each.subject
        yield from (("held_by", key) for key in sorted({each.holder, each.speaks_for, each.of or each.holder}))
    elif isinstance(each, Treaty):
        yield "treaty", each.id
        yield "treaties_called", each.name.lower()
    elif isinstance(each, Party):
        yield "memberships", each.party
        yield "parties", each.agreement
    elif isinstance(each, Term):
        yield "terms", each.agreement
    elif isinstance(each, Act):
        yield "acts", each.agreement
    elif isinstance(each, Stance):
        yield from (("stances", about) for about in each.about)
    else:
        yield from (("happenings", actor) for actor in dict.fromkeys(each.actors))


Part = Literal["treaty", "parties", "terms", "acts"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What an agreement is asked for, by the method that gives it."""


class Assertions(Protocol):
    """What questions are asked of: each answers in time that does not grow with what is asked about others."""

    def held(self, subject: str) -> Iterable[Held]:
        """What is said of a polity's status."""

    def held_last(self, subject: str, until: str | None = None) -> Iterable[Held]:
        """The same, but what a holder said again in the same words may be left out where it said so later, until a day."""

    def held_by(self, actor: str) -> Iterable[Held]:
        """What an actor, and who speaks for it, says of any polity's status; recognitions included."""

    def treaty(self, agreement: str) -> Treaty | None:
        """An agreement."""

    def treaties(self) -> Iterable[Treaty]:
        """All agreements."""

    def treaties_called(self, name: str) -> Iterable[Treaty]:
        """The agreements whose name holds these words."""

    def memberships(self, party: str) -> Iterable[Party]:
        """The times a polity was party to agreements."""

    def expect(self, agreements: Collection[str], parts: Collection[Part] = PARTS) -> None:
        """Tells that these parts of all of these agreements are asked for next."""

    def parties(self, agreement: str) -> Iterable[Party]:
        """The times of all parties to an agreement."""

    def terms(self, agreement: str) -> Iterable[Term]:
        """The provisions of an agreement."""

    def acts(self, agreement: str) -> Iterable[Act]:
        """The steps of an agreement's life."""

    def stances(self, about: str) -> Iterable[Stance]:
        """The positions taken on an actor or an agreement."""

    def happenings(self, actor: str) -> Iterable[Happening]:
        """The events an actor took part in."""

    def name(self, id: str) -> str | None:
        """The name of an actor that the registry does not know."""


@dataclass(frozen=True)
class Gathered:
    """Assertions in memory, indexed by whom they are about. `names`: actors that the registry does not know."""

    all: tuple[Assertion, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Gathered) -> Gathered:
        return Gathered((*self.all, *other.all), {**self.names, **other.names})

    @cached_property
    def _found(self) -> Mapping[tuple[Kind, str], list[Any]]:
        found: defaultdict[tuple[Kind, str], list[Any]] = defaultdict(list)
        for each in self.all:
            for way in keys(each):
                found[way].append(each)
        return found

    def held(self, subject: str) -> Iterable[Held]:
        """What is said of a polity's status."""
        return self._found.get(("held", subject), ())

    def held_last(self, subject: str, until: str | None = None) -> Iterable[Held]:  # noqa: ARG002
        """The same: nothing is gained in memory by leaving out."""
        return self.held(subject)

    def held_by(self, actor: str) -> Iterable[Held]:
        """What an actor, and who speaks for it, says of any polity's status; recognitions included."""
        return self._found.get(("held_by", actor), ())

    def treaty(self, agreement: str) -> Treaty | None:
        """An agreement."""
        return next(iter(self._found.get(("treaty", agreement), ())), None)

    def treaties(self) -> Iterable[Treaty]:
        """All agreements."""
        return [found[0] for (kind, _), found in self._found.items() if kind == "treaty"]

    def treaties_called(self, name: str) -> Iterable[Treaty]:
        """The agreements whose name holds these words."""
        return [each for each in self.treaties() if name.lower() in each.name.lower()]

    def memberships(self, party: str) -> Iterable[Party]:
        """The times a polity was party to agreements."""
        return self._found.get(("memberships", party), ())

    def expect(self, agreements: Collection[str], parts: Collection[Part] = PARTS) -> None:
        """Nothing is fetched: all is here."""

    def parties(self, agreement: str) -> Iterable[Party]:
        """The times of all parties to an agreement."""
        return self._found.get(("parties", agreement), ())

    def terms(self, agreement: str) -> Iterable[Term]:
        """The provisions of an agreement."""
        return self._found.get(("terms", agreement), ())

    def acts(self, agreement: str) -> Iterable[Act]:
        """The steps of an agreement's life."""
        return self._found.get(("acts", agreement), ())

    def stances(self, about: str) -> Iterable[Stance]:
        """The positions taken on an actor or an agreement."""
        return self._found.get(("stances", about), ())

    def happenings(self, actor: str) -> Iterable[Happening]:
        """The events an actor took part in."""
        return self._found.get(("happenings", actor), ())

    def name(self, id: str) -> str | None:
        """The name of an actor that the registry does not know."""
        return self.names.get(id)


@dataclass(frozen=True)
class Together:
    """Assertions of several origins, asked as one; of an agreement the first that knows it tells."""

    parts: tuple[Assertions, ...]

    def held(self, subject: str) -> Iterable[Held]:
        """What is said of a polity's status."""
        return [each for part in self.parts for each in part.held(subject)]

    def held_last(self, subject: str, until: str | None = None) -> Iterable[Held]:
        """The same, without what was said again later in the same words, where a part leaves that out."""
        return [each for part in self.parts for each in part.held_last(subject, until)]

    def held_by(self, actor: str) -> Iterable[Held]:
        """What an actor, and who speaks for it, says of any polity's status; recognitions included."""
        return [each for part in self.parts for each in part.held_by(actor)]

    def treaty(self, agreement: str) -> Treaty | None:
        """An agreement."""
        return next((found for part in self.parts if (found := part.treaty(agreement)) is not None), None)

    def treaties(self) -> Iterable[Treaty]:
        """All agreements."""
        return [each for part in self.parts for each in part.treaties()]

    def treaties_called(self, name: str) -> Iterable[Treaty]:
        """The agreements whose name holds these words."""
        return [each for part in self.parts for each in part.treaties_called(name)]

    def memberships(self, party: str) -> Iterable[Party]:
        """The times a polity was party to agreements."""
        return [each for part in self.parts for each in part.memberships(party)]

    def expect(self, agreements: Collection[str], parts: Collection[Part] = PARTS) -> None:
        """Tells that these parts of all of these agreements are asked for next."""
        for part in self.parts:
            part.expect(agreements, parts)

    def parties(self, agreement: str) -> Iterable[Party]:
        """The times of all parties to an agreement."""
        return [each for part in self.parts for each in part.parties(agreement)]

    def terms(self, agreement: str) -> Iterable[Term]:
        """The provisions of an agreement."""
        return [each for part in self.parts for each in part.terms(agreement)]

    def acts(self, agreement: str) -> Iterable[Act]:
        """The steps of an agreement's life."""
        return [each for part in self.parts for each in part.acts(agreement)]

    def stances(self, about: str) -> Iterable[Stance]:
        """The positions taken on an actor or an agreement."""
        return [each for part in self.parts for each in part.stances(about)]

    def happenings(self, actor: str) -> Iterable[Happening]:
        """The events an actor took part in."""
        return [each for part in self.parts for each in part.happenings(actor)]

    def name(self, id: str) -> str | None:
        """The name of an actor that the registry does not know."""
        return next((found for part in self.parts if (found := part.name(id)) is not None), None)
