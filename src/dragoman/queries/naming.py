"""From the words of a question to the actors and agreements they name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from dragoman.assertions import Assertions, Treaty
from dragoman.errors import NotFound
from dragoman.knowledge.actors import Registry, registry, words
from dragoman.knowledge.agreements import nouns

NEAR = 0.8


@dataclass(frozen=True)
class Names:
    """How to say what an id stands for."""

    assertions: Assertions
    registry: Registry

    def __call__(self, id: str) -> str:
        """The name of an actor or agreement, its id where nobody named it."""
        if id in self.registry.entries:
            return self.registry.entries[id].name
        if id in self.registry.persons:
            return self.registry.persons[id].name
        treaty = self.assertions.treaty(id)
        return treaty.name if treaty else self.assertions.name(id) or id


def names(assertions: Assertions, file: str | None = None) -> Names:
    """The names in assertions and in the registry, under a file of one's own."""
    return Names(assertions, registry(file))


def actor_named(name: str, file: str | None = None) -> str:
    """The id of the actor called `name`, by name, alias, adjective or id, whatever its capitals. NotFound offers near ones."""
    known = registry(file)
    found = _actor(name, known)
    if found is None:
        spellings = [" ".join(each) for each in known.names]
        near = get_close_matches(name, spellings, n=3, cutoff=NEAR) or get_close_matches(name.title(), spellings, n=3, cutoff=NEAR)
        raise NotFound(
            f"the registry knows no {name!r}" + (f"; it knows {', '.join(near)}" if near else "; try `dragoman actors find`")
        )
    return found


def _actor(name: str, known: Registry) -> str | None:
    plain = name.strip().removeprefix("the ").removeprefix("The ")
    if plain in known.entries or plain in known.persons:
        return plain
    for kind in ("polity", "org", "bloc", "group"):
        id = f"dr:{kind}/{'-'.join(words(plain.lower()))}"
        if id in known.entries:
            return id
    for written in (plain, plain.title(), plain.upper(), f"the {plain}"):
        named = known.names.get(words(written))
        if named is not None:
            return named.id
        person = known.person_called(words(written))
        if person is not None:
            return person
    return None


def agreement_named(name: str, assertions: Assertions) -> list[Treaty]:
    """The agreements `name` stands for: by id, by the organisation it made, or by words of their names; *the pact* is every
    treaty that reports give no other name.
    """
    from dragoman.knowledge.baseline import organisations

    plain = name.strip().removeprefix("the ").removeprefix("The ")
    exact = assertions.treaty(plain) or assertions.treaty(f"dr:agreement/{'-'.join(words(plain.lower()))}")
    if exact is not None:
        return [exact]
    actor = _actor(plain, registry())
    made = assertions.treaty(organisations().get(actor or "", "")) or assertions.treaty(actor or "")
    if made is not None:
        return [made]
    called = dict.fromkeys((plain, nouns().get(plain.lower(), plain)))
    return list({treaty.id: treaty for word in called for treaty in assertions.treaties_called(word)}.values())
