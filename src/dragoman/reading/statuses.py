"""What each territory is, according to whom: recognition, occupation, belonging, control, as each holder words it."""

from __future__ import annotations

from dragoman.knowledge.frames import Frame, Path
from dragoman.knowledge.statuses import dimensions
from dragoman.knowledge.statuses import statuses as status_index
from dragoman.reading.dating import date_of
from dragoman.reading.events import evidence_of, holder_of, in_class
from dragoman.reading.frames import fillers, frame_of, is_verbal
from dragoman.reading.graph import Token
from dragoman.reading.mentions import actors_of
from dragoman.reading.modality import modality_of
from dragoman.reading.stage import Reading
from dragoman.record import Polarity, Status, content_id


def statuses(reading: Reading) -> tuple[Status, ...]:
    """The statuses of a document; the same claim by the same holder stands once, with its first words.

    *The breakaway region* adds nothing where the same holder says of whom it broke away.
    """
    found: dict[tuple[object, ...], Status] = {}

    def test(token: Token, classes: frozenset[str]) -> bool:
        return in_class(reading, token, classes)

    framed = [(each, frame) for each in reading.parse.tokens if (frame := frame_of(reading.parse, each, status_index(), test))]
    spent = {noun for token, frame in framed if is_verbal(token) for noun in _taken(reading, token, frame)}
    for token, frame in framed:
        if token.index in spent:
            continue
        for status in _of_frame(reading, token, frame):
            key = status.subject, status.status, status.of, status.polarity, status.holder
            if key not in found or (found[key].from_ is None and status.from_ is not None):
                found[key] = status
    told = {(each.subject, each.status, each.polarity, each.holder) for each in found.values() if each.of is not None}
    kept = [
        each
        for each in found.values()
        if each.of is not None
        or each.dimension == "recognition"
        or (each.subject, each.status, each.polarity, each.holder) not in told
    ]
    return tuple(sorted(kept, key=_order))


def _taken(reading: Reading, token: Token, frame: Frame) -> set[int]:
    """The nouns and adjectives a verb's frame asks for by word: the recognition of *withdrew its recognition* is told with the verb."""
    paths = [path for need in frame.needs if need.words for path in need.paths]
    return {filler.index for path in paths for filler in fillers(reading.parse, token, path) if filler.pos in ("NOUN", "ADJ")}


def _order(status: Status) -> tuple[tuple[int, int], str, str]:
    return status.evidence, status.subject, status.id


def _of_frame(reading: Reading, token: Token, frame: Frame) -> list[Status]:
    modality = modality_of(reading.parse, token) if frame.pos != "adj" else "actual"
    if modality in ("planned", "possible"):
        return []
    if frame.pos == "adj" and modality_of(reading.parse, token) == "denied":
        modality = "denied"
    subjects = _territories(reading, token, frame.roles["subject"])
    of = list(_actors(reading, token, frame.roles["of"], subjects))
    of = [side for actor in of if (side := reading.polity(actor) or actor) not in subjects]
    name = frame.payload["status"]
    nobody = any(_no(reading, each) for path in frame.roles["of"] for each in fillers(reading.parse, token, path))
    if nobody:  # *no state recognises it*
        of, modality = [], "denied"
    if not subjects or (name in ("integral-part-of", "dependent-on", "troops-stationed-by", "controlled-by") and not of):
        return []
    polarity: Polarity = "denied" if (modality == "denied") != (frame.payload["polarity"] == "denied") else "affirmed"
    trigger = token.start, token.end
    held = [side for actor in _actors(reading, token, frame.roles["holder"], []) if (side := reading.polity(actor) or actor)]
    holder = held[0] if held else holder_of(reading, trigger)
    evidence = evidence_of(reading.parse, _phrase(reading, token, frame))
    start = date_of(reading, token)
    if not (is_verbal(token) and frame.pos == "verb"):  # *part of Russia since 2014*, not *part of it in 2014*
        start = start if start is not None and start.endswith("/..") and reading.parse.children(token, "cop") else None
    if start is not None:
        start = start.removesuffix("/..")
    return [
        Status(
            content_id("t", reading.document.id, subject, name, owner, polarity, trigger),
            subject,
            name,  # type: ignore[arg-type]
            dimensions()[name],
            owner,
            polarity,
            holder,
            start,
            None,
            evidence,
            frame.rule,
        )
        for subject in subjects
        for owner in (dict.fromkeys(of) or (None,))
    ]


def _no(reading: Reading, noun: Token) -> bool:
    return any(each.lemma.lower() in ("no", "neither") for each in reading.parse.children(noun, "det"))


def _phrase(reading: Reading, token: Token, frame: Frame) -> Token:
    """The word whose phrase is the evidence: of an attribute the noun it stands with."""
    head = reading.parse.head(token)
    return head if frame.pos in ("adj", "noun") and head is not None and token.dep in ("amod", "compound", "nmod") else token


def _territories(reading: Reading, token: Token, paths: tuple[Path, ...]) -> list[str]:
    """The polities in the first slot that holds any; the noun an attribute stands with must be a mention itself."""
    for path in paths:
        found: list[str] = []
        for head in fillers(reading.parse, token, path):
            for each in reading.parse.conjuncts(head):
                mention = reading.mentions.at(each)
                if each.pos == "NOUN" and _counted(reading, each):
                    continue
                if mention is not None and mention.form not in ("adjective", "capital"):
                    found += mention.actors
                elif path[-1] not in ("head", "subj") and mention is None:
                    found += actors_of(reading.parse, reading.mentions, each, coordinated=False)
        found = [actor for actor in dict.fromkeys(found) if reading.is_territory(actor)]
        if found:
            return found
    return []


def _counted(reading: Reading, noun: Token) -> bool:
    """Whether a noun speaks of some parts of a territory (*two regions of Georgia*), which are not the territory itself."""
    words = {each.lemma.lower() for each in reading.parse.children(noun, "det", "amod")}
    some = bool(words & {"a", "an", "several", "some", "many"}) or bool(reading.parse.children(noun, "nummod"))
    return some and not words & {"the", "this", "these", "both"}


def _actors(reading: Reading, token: Token, paths: tuple[Path, ...], without: list[str]) -> list[str]:
    """The actors in the first slot that holds any but those `without`."""
    for path in paths:
        heads = fillers(reading.parse, token, path)
        found = [actor for head in heads for actor in actors_of(reading.parse, reading.mentions, head) if actor not in without]
        if found:
            return found
    return []
