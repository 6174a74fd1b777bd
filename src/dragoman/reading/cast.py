"""The actors met so far while a document is read: registry entries and newcomers, before they become records."""

from __future__ import annotations

from dragoman.dates import year_of
from dragoman.knowledge.actors import Registry, offices, words
from dragoman.record import Actor, ActorKind, Role, Span, content_id


class Cast:
    """Actors by id, in the order they came up. The one mutable thing of the actor step; it ends as a tuple of Actor."""

    def __init__(self, registry: Registry, published: str | None) -> None:
        self.registry = registry
        self.published = published
        self.names: dict[str, str] = {}
        self.kinds: dict[str, ActorKind] = {}
        self.codes: dict[str, str | None] = {}
        self.countries: dict[str, str | None] = {}
        self.roles: dict[str, list[Role]] = {}
        self.genders: dict[str, str] = {}

    def registered(self, id: str) -> str:
        """Takes an actor of the registry on; returns its id."""
        if id in self.names:
            return id
        if (entry := self.registry.entries.get(id)) is not None:
            self._add(id, entry.name, entry.kind, entry.code_on(self.published), entry.country)
            return id
        person = self.registry.persons[id]
        of = self._office(id)
        office = self.registry.entries.get(of) if of is not None else None
        country = office.country if office else None
        code = office.code if office else None
        self._add(id, person.name, "person", f"{code}GOV" if code and len(code) == 3 else code, country or of)
        self.genders[id] = person.gender
        return id

    def _office(self, id: str) -> str | None:
        """Of what the person holds an office at publication; where that is not known, of what alone it ever held one."""
        terms = self.registry.persons[id].terms
        year = year_of(self.published)
        if self.published is not None and year is not None:
            held = {
                term.of
                for term in terms
                if (term.start or "0") <= self.published and (term.end or "9999") >= self.published[: len(term.end or "")]
            }
            if len(held) == 1:
                return held.pop()
        every = {term.of for term in terms}
        return every.pop() if len(every) == 1 else None

    def given(self, id: str, name: str, like: str | None) -> None:
        """Takes an actor on under an id from outside, of the kind and the side of the actor `like`."""
        known = like in self.names
        kind, code = (self.kinds[like], self.codes[like]) if like is not None and known else ("unknown", None)
        self._add(id, name, kind, code, (self.country_of(like) or like) if like is not None and known else None)
        if like in self.genders:
            self.genders[id] = self.genders[like]

    def newcomer(self, name: str, kind: ActorKind, *, code: str | None = None, country: str | None = None) -> str:
        """Takes an actor on that no registry knows; the same name, kind and country give the same id."""
        id = content_id("new", name, kind, country)
        if id not in self.names:
            self._add(id, name, kind, code, country)
        return id

    def _known(self, id: str) -> bool:
        return id in self.registry.entries or id in self.registry.persons

    def _add(self, id: str, name: str, kind: ActorKind, code: str | None, country: str | None) -> None:
        self.names[id], self.kinds[id], self.codes[id], self.countries[id] = name, kind, code, country
        self.roles[id] = []

    def role(self, id: str, title: str, of: str | None, span: Span) -> None:
        """Notes a title; what it is a title of is what the person acts for, where the document says so first."""
        role = Role(title, of, span)
        if role not in self.roles[id]:
            self.roles[id].append(role)
        if of is not None and self.kinds[id] == "person":
            country = self.country_of(of) or of
            if self.countries[id] is None or not self._known(id):
                self.countries[id] = country
        if self.kinds[id] == "person" and self.codes[id] is None:
            self.codes[id] = self._code(self.countries[id], title)

    def _code(self, country: str | None, title: str) -> str | None:
        """The CAMEO code of somebody who bears `title` in `country`, where both are known."""
        entry, office = self.registry.entries.get(country or ""), offices().get(words(title.lower()))
        code = entry.code_on(self.published) if entry else None
        return f"{code}{office.code}" if code and len(code) == 3 and office else code

    def sort(self, id: str) -> str:
        """The kind of an actor as descriptions see it: a territory that is no state in fact passes for a contested one."""
        return "de-facto-state" if id.startswith("dr:polity/") and self.kinds[id] == "unknown" else self.kinds[id]

    def country_of(self, id: str) -> str | None:
        """The polity or organisation an actor acts for: itself, for a polity."""
        if id.startswith("dr:polity/") or self.kinds.get(id) == "bloc":
            return id
        return self.countries.get(id)

    def actors(self, mentions: dict[str, list[Span]]) -> tuple[Actor, ...]:
        """The actors that are mentioned or that one of those acts for, by their first mention."""
        needed = dict.fromkeys(id for id in self.names if id in mentions)
        for id in list(needed):
            country = self.countries.get(id)
            if country and country in self.registry.entries:
                self.registered(country)
                needed.setdefault(country)
            for role in self.roles[id]:
                if role.of is not None:
                    needed.setdefault(role.of)
        found = [
            Actor(
                id,
                self.names[id],
                id if self._known(id) else None,
                self.codes[id],
                self.kinds[id],
                self.countries[id],
                tuple(self.roles[id]),
                tuple(sorted(set(mentions.get(id, ())))),
            )
            for id in needed
        ]
        return tuple(sorted(found, key=_first_mention))


def _first_mention(actor: Actor) -> tuple[bool, tuple[Span, ...], str]:
    return not actor.mentions, actor.mentions[:1], actor.id
