"""RDF written as it comes, node by node: TriG and JSON-LD, the same bytes for the same nodes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import IO, Any, Literal, NamedTuple, Union, get_args

from dragoman.exchange.vocabulary import PREFIXES

Format = Literal["trig", "jsonld"]
FORMATS: tuple[Format, ...] = get_args(Format)


UNSAFE = re.compile(r"[^\w\-.~:/#=,&?@!$()*+;%]")
"""What an IRI cannot hold as it stands."""


class Ref(NamedTuple):
    """A resource: its IRI, or a prefix and a name (`prov:Entity`)."""

    iri: str


class Typed(NamedTuple):
    """A literal of a datatype."""

    text: str
    datatype: str


Value = Union[Ref, Typed, str, bool, int, Decimal, "Node", None]
Fact = tuple[str, Iterable[Value]]
"""A predicate (`a` says what it is) and its values; those that are None are not written."""


class Node(NamedTuple):
    """A resource and what is said of it. `id` is None for one without a name inside another, `graph` for the default graph."""

    id: Ref | None
    facts: tuple[Fact, ...]
    graph: Ref | None = None


class Style(NamedTuple):
    """How a file begins and ends, what stands between its nodes, and how a node is written."""

    head: str
    tail: str
    between: str
    written: Callable[[Node], str]


def write(nodes: Iterable[Node], format: Format, target: IO[bytes]) -> int:
    """Writes nodes to an open file; returns how many."""
    style, count = STYLES[format], 0
    target.write(style.head.encode())
    for node in nodes:
        said = (style.between if count else "") + style.written(node)
        target.write(said.encode("utf-8", "replace"))  # half of a surrogate pair is no character
        count += 1
    target.write(style.tail.encode())
    return count


def iri(base: str, id: str) -> Ref:
    """The resource of an id; what no IRI can hold is percent-encoded."""
    return Ref(base + UNSAFE.sub(_percent, id))


def _percent(character: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "replace"))


def _present(node: Node) -> Iterator[tuple[str, list[Value]]]:
    for predicate, values in node.facts:
        found: list[Value] = [value for value in values if value is not None]
        if found:
            yield predicate, found


# ---------------------------------------------------------------- TriG


def _trig(node: Node) -> str:
    said = f"{_trig_ref(node.id)} {_trig_facts(node)}" if node.id is not None else f"[] {_trig_facts(node)}"
    return f"\n{said} .\n" if node.graph is None else f"\n{_trig_ref(node.graph)} {{\n{said} .\n}}\n"


def _trig_facts(node: Node) -> str:
    return " ;\n    ".join(f"{predicate} {', '.join(map(_trig_value, values))}" for predicate, values in _present(node))


def _trig_value(value: Value) -> str:
    if isinstance(value, Ref):
        return _trig_ref(value)
    if isinstance(value, Node):
        return f"[ {_trig_facts(value)} ]"
    if isinstance(value, Typed):
        return f"{_trig_string(value.text)}^^{value.datatype}"
    if isinstance(value, Decimal):
        return _decimal(value)
    return str(value).lower() if isinstance(value, bool | int) else _trig_string(str(value))


def _decimal(value: Decimal) -> str:
    """A decimal without an exponent, which would make it a double, and with a point, without which it is an integer."""
    plain = f"{value:f}"
    return plain if "." in plain else f"{plain}.0"


def _trig_ref(ref: Ref) -> str:
    prefix, _, name = ref.iri.partition(":")
    if prefix not in PREFIXES:
        return f"<{ref.iri}>"
    return ref.iri if re.fullmatch(r"\w[\w-]*", name) else f"<{PREFIXES[prefix]}{name}>"


def _trig_string(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", plain) + '"'


# ---------------------------------------------------------------- JSON-LD


def _jsonld(node: Node) -> str:
    said = _jsonld_node(node)
    return json.dumps(said if node.graph is None else {"@id": node.graph.iri, "@graph": [said]}, ensure_ascii=False)


def _jsonld_node(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {} if node.id is None else {"@id": node.id.iri}
    for predicate, values in _present(node):
        if predicate == "a":
            said["@type"] = [value.iri for value in values if isinstance(value, Ref)]
        else:
            written = [_jsonld_value(value) for value in values]
            said[predicate] = written[0] if len(written) == 1 else written
    return said


def _jsonld_value(value: Value) -> Any:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    if isinstance(value, Node):
        return _jsonld_node(value)
    if isinstance(value, Typed):
        return {"@value": value.text, "@type": value.datatype}
    if isinstance(value, Decimal):
        return {"@value": _decimal(value), "@type": "xsd:decimal"}
    return value


STYLES: dict[Format, Style] = {
    "trig": Style("".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items()), "", "", _trig),
    "jsonld": Style('{"@context": ' + json.dumps(PREFIXES, indent=1) + ',\n"@graph": [\n', "\n]}\n", ",\n", _jsonld),
}
