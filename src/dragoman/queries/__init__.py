"""Questions to assertions: each a function that returns data with its sources; an empty answer means that the record does not say."""

from dragoman.queries.agreements import Bond, Parting, Step, parties_to, partings, shared_agreements, steps
from dragoman.queries.naming import Names, actor_named
from dragoman.queries.obligations import Obligation, Pair, obligations, pairs
from dragoman.queries.positions import positions
from dragoman.queries.recognition import Recognition, recognitions
from dragoman.queries.status import Belief, beliefs
from dragoman.queries.timeline import Moment, timeline

__all__ = [
    "Belief",
    "Bond",
    "Moment",
    "Names",
    "Obligation",
    "Pair",
    "Parting",
    "Recognition",
    "Step",
    "actor_named",
    "beliefs",
    "obligations",
    "pairs",
    "parties_to",
    "partings",
    "positions",
    "recognitions",
    "shared_agreements",
    "steps",
    "timeline",
]
