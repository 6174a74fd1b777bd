"""A reading under way: the document, its parse and what the steps before have found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.reading.graph import Parse, Sentence, Token
from dragoman.reading.mentions import Mentions
from dragoman.record import Actor, Agreement, Block, Document, Event, Place, Span, Statement, Status, Time


@dataclass(frozen=True)
class Reading:
    """What each step is given. Lists that no step has filled yet are empty."""

    document: Document
    parse: Parse
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statuses: tuple[Status, ...] = ()

    @cached_property
    def cast(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.actors}

    def kind(self, actor: str) -> str:
        """The kind of an actor, `unknown` where it is not met."""
        return self.cast[actor].kind if actor in self.cast else "unknown"

    def polity(self, actor: str) -> str | None:
        """The state, de facto state, bloc or organisation an actor is or acts for."""
        found = self.cast.get(actor)
        if found is None:
            return None
        if found.kind in ("state", "de-facto-state", "bloc", "organisation"):
            return found.id
        return found.country

    def block(self, token: Token) -> Block:
        """The block a token stands in."""
        return self.document.blocks[self.parse.sentence(token).block]

    def sentence_span(self, sentence: Sentence) -> Span:
        """The characters of a sentence."""
        return self.parse.span(self.parse.words(sentence))

    def times_in(self, span: Span) -> list[Time]:
        """The time expressions that lie within `span`."""
        return [time for time in self.times if span[0] <= time.span[0] and time.span[1] <= span[1]]
