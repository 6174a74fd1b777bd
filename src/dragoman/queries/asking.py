"""A question in words to the query that answers it: data with sources, and one line of text for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from dragoman.assertions import Assertions, Source
from dragoman.errors import NotFound
from dragoman.knowledge.questions import Asked, question_forms, understood
from dragoman.queries.agreements import parties_to, partings, shared_agreements, steps
from dragoman.queries.naming import Names, actor_named, agreement_named, names
from dragoman.queries.obligations import Obligation, obligations
from dragoman.queries.positions import positions
from dragoman.queries.recognition import Recognition, recognitions
from dragoman.queries.status import Belief, beliefs
from dragoman.queries.timeline import timeline

UNITED_NATIONS = "dr:org/united-nations"
SILENT = "the record does not say"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of an answer: in words, as data, and where it stands (None for a count of the lines after it)."""

    text: str
    data: Any
    source: Source | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, of what, on a date, in whose view."""

    of: str
    count: int
    on: str | None
    view: str | None


def ask(assertions: Assertions, question: str, *, file: str | None = None) -> list[Answer]:
    """The answers to a question in one of the known forms; none means that the record does not say.

    NotFound: the question has no known form, or names an actor that the registry does not know.
    """
    asked = understood(question)
    if asked is None:
        examples = [form.example for form in question_forms()]
        near = get_close_matches(question.lower(), examples, n=3, cutoff=0.4) or examples[::20]
        raise NotFound(
            f"{question!r} has no form that dragoman knows; ask like: {'; '.join(near)} (`dragoman ask --forms` lists all)"
        )
    return list(_ANSWERS[asked.form.name](assertions, asked, names(assertions, file), file))


def _status(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    subject = actor_named(asked.slots["x"], file)
    of = actor_named(asked.slots["y"], file) if "y" in asked.slots else None
    for view in _views(asked.slots.get("view"), file):
        for each in beliefs(assertions, subject, view=view, on=asked.on):
            if (not asked.form.kinds or each.status in asked.form.kinds) and of in (None, each.of):
                yield Answer(belief_text(each, name), each, each.source)


def _views(named: str | None, file: str | None) -> list[str | None]:
    """Whose views are asked of: one actor's, or those of each of several (*Russia and Georgia*)."""
    if named is None:
        return [None]
    try:
        return [actor_named(named, file)]
    except NotFound:
        each = re.split(r",? and |, ", named)
        if len(each) == 1:
            raise
        return [actor_named(one, file) for one in each]


def belief_text(belief: Belief, name: Names) -> str:
    """A belief in words: *Georgia: South Ossetia is integral part of Georgia since 1991-04-09*."""
    status: str = belief.status
    of = f" ({name(belief.of)})" if belief.of else ""
    if belief.of and status.endswith(("-by", "-of", "-on")):
        status, of = status.replace("-", " "), f" {name(belief.of)}"
    negated = "not " if belief.polarity == "denied" else ""
    since = f" since {belief.since}" if belief.since else ""
    until = f" until {belief.until}" if belief.until else ""
    inferred = f" [inferred from {_renamed(belief.inferred_from, name)}]" if belief.inferred_from else ""
    against = " [contradicted in the same view]" if belief.contradicted else ""
    return f"{name(belief.view)}: {name(belief.subject)} is {negated}{status}{of}{since}{until}{inferred}{against}"


def _renamed(words: str, name: Names) -> str:
    return " ".join(name(word) if word.startswith("dr:") else word for word in words.split(" "))


def _recognises(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    by, view = (actor_named(asked.slots[slot], file) if asked.slots.get(slot) else None for slot in ("by", "view"))
    polity = actor_named(asked.slots["x"], file)
    found = recognitions(assertions, polity, by=by, view=view, on=asked.on)
    if by is None:
        ever, refused = asked.on is None and "ever" in asked.form.kinds, "refuses" in asked.form.kinds
        states = ("refuses",) if refused else ("recognises", "withdrawn", "ended") if ever else ("recognises",)
        found = [each for each in found if each.state in states]
        if "un" in asked.form.kinds:
            members = {each.party for each in parties_to(assertions, UNITED_NATIONS, on=asked.on or "9999")}
            found = [each for each in found if each.by in members]
        if found:
            verb = "refuse to recognise" if refused else "have recognised" if ever else "recognise"
            counted = (
                f"{len(found)} {verb} {name(polity)}"
                + (f" on {asked.on}" if asked.on else "")
                + (f" according to {name(view)}" if view else "")
            )
            yield Answer(counted, Count(polity, len(found), asked.on, view), None)
    for each in found:
        yield Answer(_recognition_text(each, name), each, each.source)


def _withdrew(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    by = actor_named(asked.slots["by"], file) if asked.slots.get("by") else None
    for each in recognitions(assertions, actor_named(asked.slots["x"], file), by=by, on=asked.on):
        if each.state == "withdrawn":
            yield Answer(_recognition_text(each, name), each, each.source)


def _recognition_text(each: Recognition, name: Names) -> str:
    said = "" if each.holder == each.by else f", says {name(each.holder)}"
    since = f" since {each.since}" if each.since else ""
    if each.state == "withdrawn":
        when = f" on {each.until}" if each.until else ""
        return f"{name(each.by)} recognised {name(each.polity)}{since} and withdrew{when}{said}"
    verb = {"recognises": "recognises", "ended": "recognised"}.get(each.state, "refuses to recognise")
    return f"{name(each.by)} {verb} {name(each.polity)}{since}" + (f" until {each.until}" if each.until else "") + said


def _obligations(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    sides = {side: actor_named(asked.slots[side], file) for side in ("by", "to", "attacker") if asked.slots.get(side)}
    for each in obligations(assertions, on=asked.on, kinds=asked.form.kinds, **sides):  # type: ignore[arg-type]
        yield Answer(obligation_text(each, name), each, each.source)


def obligation_text(each: Obligation, name: Names) -> str:
    """An obligation in words, with instrument, article, condition, scope, discretion and who says so."""
    article = f", article {each.article}" if each.article else ""
    parts = [
        f"{name(each.by)} owes {each.type} to {name(each.to)} under the {name(each.agreement)}{article}",
        f"if: {each.condition}" if each.condition else "",
        f"where: {each.scope}" if each.scope else "",
        f"how: {each.discretion}" if each.discretion else "",
        f"{each.start or '..'} to {each.end or '..'}",
        each.standing if each.standing != "in force" else "",
        f"as coded by {each.holder}" if each.source.kind == "import" else "",
    ]
    return "; ".join(part for part in parts if part)


def _allies(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    of = actor_named(asked.slots["x"], file)
    kinds: Any = asked.form.kinds
    owed = obligations(assertions, to=of, kinds=kinds, on=asked.on)
    owes = obligations(assertions, by=of, kinds=kinds, on=asked.on)
    for each in (*owed, *owes):
        yield Answer(obligation_text(each, name), each, each.source)


def _agreements(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:  # noqa: ARG001
    one, other = actor_named(asked.slots["x"], file), actor_named(asked.slots["y"], file)
    for each in shared_agreements(assertions, one, other, on=asked.on):
        life = f"signed {each.signed or 'on an unknown date'}, in force {each.in_force or 'unknown'}"
        ended = f", until {each.until}" if each.until else ""
        yield Answer(f"{each.name}: {life}{ended}; {', '.join(each.provisions) or 'no provisions known'}", each, each.source)


def _parties(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    by = actor_named(asked.slots["by"], file) if "by" in asked.slots else None
    for treaty in agreement_named(asked.slots["agreement"], assertions):
        for each in parties_to(assertions, treaty.id, on=asked.on):
            if by in (None, each.party):
                until = f" until {each.until}" if each.until else ""
                yield Answer(f"{name(each.party)}: {treaty.name} since {each.since or 'unknown'}{until}", each, each.source)


def _left(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    by = actor_named(asked.slots["by"], file) if "by" in asked.slots else None
    for treaty in agreement_named(asked.slots["agreement"], assertions):
        for parting in partings(assertions, treaty.id):
            if by in (None, parting.party):
                yield Answer(f"{name(parting.party)} left the {treaty.name} on {parting.until}", parting, parting.source)
        for each in steps(assertions, treaty.id):
            if each.stage in ("denounced", "withdrawn") and (by is None or by in each.by):
                yield Answer(_step_text(each, name), each, each.source)


def _steps(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    toward = actor_named(asked.slots["toward"], file) if "toward" in asked.slots else None
    article = re.compile(rf"article {re.escape(asked.slots['article'])}\b") if "article" in asked.slots else None
    for treaty in agreement_named(asked.slots["agreement"], assertions):
        for each in steps(assertions, treaty.id):
            fits = article is None or article.search(each.note or "")
            if each.stage in asked.form.kinds and fits and (toward is None or toward in each.toward):
                yield Answer(_step_text(each, name), each, each.source)


def _step_text(each: Any, name: Names) -> str:
    toward = f", toward {', '.join(map(name, each.toward))}" if each.toward else ""
    note = f" ({each.note})" if each.note else ""
    return f"{each.date or 'unknown date'}: {each.name} {each.stage} by {', '.join(map(name, each.by))}{toward}{note}"


def _positions(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    try:
        about = [actor_named(asked.slots["x"], file)]
    except NotFound:
        about = [treaty.id for treaty in agreement_named(asked.slots["x"], assertions)]
        if not about:
            raise
    for topic in about:
        for each in positions(assertions, topic, kinds=asked.form.kinds, on=asked.on):  # type: ignore[arg-type]
            yield Answer(
                f"{each.date or 'undated'}: {name(each.holder)}, {each.position}: “{each.source.words}”", each, each.source
            )


def _history(assertions: Assertions, asked: Asked, name: Names, file: str | None) -> Iterator[Answer]:
    for each in timeline(assertions, actor_named(asked.slots["x"], file), on=asked.on):
        who = ", ".join(name(actor) for actor in each.actors)
        said = f" (held by {name(each.holder)})" if each.holder not in ("baseline",) else ""
        yield Answer(f"{each.date or 'undated':10}  {each.what}: {who}{said}", each, each.source)


_ANSWERS: Mapping[str, Callable[[Assertions, Asked, Names, str | None], Iterator[Answer]]] = {
    "status": _status,
    "recognises": _recognises,
    "withdrew": _withdrew,
    "obligations": _obligations,
    "allies": _allies,
    "agreements": _agreements,
    "parties": _parties,
    "left": _left,
    "steps": _steps,
    "positions": _positions,
    "history": _history,
}
