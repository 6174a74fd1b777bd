"""A reading under way: the document, its parse and what the steps before have found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.reading.graph import Parse, Sentence, Token
from dragoman.reading.mentions import Mentions
from dragoman.record import Actor, Agreement, Block, Document, Event, Place, Span, Statement, Status, Time
from dragoman.settings import Settings

ASSERTED = ("speech", "thought", "evidence")
"""The kinds of statement whose words are claimed to be so."""


@dataclass(frozen=True)
class Reading:
    """What each step is given. Lists that no step has filled yet are empty."""

    document: Document
    parse: Parse
    settings: Settings = field(default_factory=Settings)
    given: Mapping[str, Span] = field(default_factory=dict)
    """Actors given from outside: an id of the caller's → the words it stands at."""

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

    def is_territory(self, actor: str) -> bool:
        """Whether an actor is a state, a contested polity or a territory of the registry."""
        return self.kind(actor) in ("state", "de-facto-state") or actor.startswith("dr:polity/")

    def polity(self, actor: str) -> str | None:
        """The state, de facto state, bloc or organisation an actor is or acts for."""
        found = self.cast.get(actor)
        if found is None:
            return None
        if found.kind in ("bloc", "organisation") or self.is_territory(actor):
            return found.id
        return found.country

    def block(self, token: Token) -> Block:
        """The block a token stands in."""
        return self.document.blocks[self.parse.sentence(token).block]

    def sentence_span(self, sentence: Sentence) -> Span:
        """The characters of a sentence."""
        return self.parse.span(self.parse.words(sentence))

    @cached_property
    def _dated(self) -> Mapping[int, list[tuple[Time, Token]]]:
        found: dict[int, list[tuple[Time, Token]]] = {}
        for time in self.times:
            words = self.parse.at(time.span)
            if words and time.edtf is not None and time.type in ("DATE", "TIME"):
                inside = {token.index for token in words}
                head = next((token for token in words if token.head not in inside or token.head == token.index), words[0])
                found.setdefault(self.parse.sentence_number(head), []).append((time, head))
        return found

    def dated(self, token: Token) -> list[tuple[Time, Token]]:
        """The datable times of the sentence of `token`, each with the head of its words."""
        return self._dated.get(self.parse.sentence_number(token), [])

    @cached_property
    def _placed(self) -> Mapping[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for place in self.places:
            words = self.parse.at(place.span)
            if words:
                found.setdefault(self.parse.sentence_number(words[0]), []).append(place)
        return found

    def places_near(self, token: Token) -> list[Place]:
        """The places named in the sentence of `token`."""
        return self._placed.get(self.parse.sentence_number(token), [])

    def places_in(self, head: Token) -> list[Place]:
        """The places named in the phrase of `head`."""
        start, end = self.parse.span(self.parse.subtree(head))
        return [place for place in self.places_near(head) if start <= place.span[0] and place.span[1] <= end]

    def is_place(self, token: Token) -> bool:
        """Whether a token stands in the name of a place."""
        return any(place.span[0] <= token.start < place.span[1] for place in self.places_near(token))

    @cached_property
    def _said(self) -> Mapping[int, list[Statement]]:
        found: dict[int, list[Statement]] = {}
        for statement in self.statements:
            numbers = {self.parse.sentence_number(token) for span in statement.content for token in self.parse.at(span)}
            for number in sorted(numbers):
                found.setdefault(number, []).append(statement)
        return found

    def said_around(self, span: Span) -> list[Statement]:
        """The statements that assert `span`: said, thought or shown; what is praised, wanted or asked for is no claim."""
        tokens = self.parse.at(span)
        near = self._said.get(self.parse.sentence_number(tokens[0]), []) if tokens else []
        asserted = [each for each in near if each.kind in ASSERTED]
        return [each for each in asserted if any(start <= span[0] and span[1] <= end for start, end in each.content)]
