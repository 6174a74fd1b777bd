"""When and where: the time and the place that a clause gives to what it tells."""

from __future__ import annotations

from dragoman.knowledge.verbs import events
from dragoman.reading.graph import Parse, Token
from dragoman.reading.stage import Reading
from dragoman.record import Time

_CLAUSAL = ("root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "csubj")
_DASHES = ("--", "—", "–")
_LOCATIVE = ("in", "at", "near", "outside", "inside", "on", "around", "off", "across")


def date_of(reading: Reading, token: Token) -> str | None:
    """The EDTF date of what `token` tells: of a time below it, else of the clause it belongs to. `since` leaves it open."""
    own = _time_below(reading, token)
    if own is not None:
        return own
    before = _just_before_since(reading, token) or _since_what(reading, token)
    if before is not None:
        return before
    at = token
    for above in reading.parse.ancestors(token):
        finite = at.pos in ("VERB", "AUX") and bool(reading.parse.children(at, "nsubj", "nsubj:pass"))
        if at.dep in ("ccomp", "acl:relcl", "parataxis", "root") or (finite and at.dep != "conj"):
            return None
        if at.dep == "conj" and finite and reading.parse.children(at, "mark"):
            return None
        found = _time_below(reading, above, without=at, of=token)
        if found is not None:
            return found
        at = above
    return None


def _time_below(reading: Reading, token: Token, *, without: Token | None = None, of: Token | None = None) -> str | None:
    """The date of the time expression nearest to `token` in its own clause; `of`: the word further down that it is to date."""
    found: list[tuple[int, str]] = []
    for time, head in reading.dated(token):
        if _same_clause(reading.parse, head, token, without) and not _parted(reading.parse, head, of or token):
            found.append((abs(head.index - token.index), _opened(reading.parse, head, time)))
    return min(found)[1] if found else None


def _parted(parse: Parse, time: Token, token: Token) -> bool:
    """Whether dashes or brackets keep a time from a word outside them: *blasted the pact -- like one sealed last year -- as …*."""
    between = parse.tokens[min(time.index, token.index) : max(time.index, token.index)]
    marks = sum(each.text in _DASHES for each in between)
    closed = any(each.text in _DASHES for each in parse.tokens[max(time.index, token.index) : parse.sentence(token).last])
    brackets = sum({"(": 1, ")": -1}.get(each.text, 0) for each in between)
    return (marks == 1 and closed) or brackets != 0


def _just_before_since(reading: Reading, token: Token) -> str | None:
    """*One year to the day since* it happened: the time that stands right before *since*."""
    for mark in reading.parse.children(token, "mark"):
        if mark.lemma.lower() == "since":
            return next((time.edtf for time, _ in reading.dated(mark) if 0 <= mark.start - time.span[1] <= 1), None)
    return None


def _since_what(reading: Reading, token: Token) -> str | None:
    """*Has stationed troops there since a war in 2008*: from the time of what it has gone on since."""
    parse = reading.parse
    for each in parse.children(token, "obl", "advcl"):
        if parse.preposition(each) == "since" or "since" in parse.marks(each):
            since = _time_below(reading, each)
            if since is not None and "/" not in since:
                return f"{since}/.."
    return None


def _same_clause(parse: Parse, time: Token, token: Token, without: Token | None) -> bool:
    at = time
    for above in parse.ancestors(time):
        if without is not None and at.index == without.index:
            return False
        if above.index == token.index:
            return at.dep not in _CLAUSAL
        if at.dep in _CLAUSAL:
            return False
        if (
            above.pos == "NOUN"
            and at.dep.startswith("nmod")
            and above.index != token.index
            and parse.preposition(at) in ("in", "of")
        ) and (above.lemma.lower(), "noun") in events():
            return False
        at = above
    return False


def _opened(parse: Parse, head: Token, time: Time) -> str:
    edtf = time.edtf or ""
    preposition = parse.preposition(head) or next((mark.lemma for mark in parse.children(head, "mark", "advmod")), None)
    if preposition in ("since", "from") and "/" not in edtf:
        return f"{edtf}/.."
    if preposition in ("until", "till") and "/" not in edtf:
        return f"../{edtf}"
    return edtf


def place_of(reading: Reading, token: Token) -> str | None:
    """The name of the place that a word gives, or the clause it is told in (*protests were held in Lagos*), or None."""
    at = token
    for above in (token, *reading.parse.ancestors(token)):
        if (found := _place_below(reading, above)) is not None:
            return found
        if above.pos in ("VERB", "AUX") or at.dep in _CLAUSAL:
            return None
        at = above
    return None


def _place_below(reading: Reading, token: Token) -> str | None:
    """The first place in a phrase after a preposition of place."""
    for each in reading.parse.children(token, "obl", "nmod"):
        if reading.parse.preposition(each) in _LOCATIVE:
            found = reading.places_in(each)
            if found:
                return found[0].name
    return None
