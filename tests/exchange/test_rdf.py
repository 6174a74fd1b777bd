"""A record as RDF, read back by rdflib: the same in TriG and JSON-LD, with holders, provenance and words."""

from __future__ import annotations

import io
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from made import record as made

import dragoman
from dragoman.exchange.graphs import FORMATS, Format, write
from dragoman.exchange.rdf import based, described
from dragoman.exchange.vocabulary import PREFIXES, TERMS
from dragoman.store import Store

rdflib = pytest.importorskip("rdflib")
PARSERS = {"trig": "trig", "jsonld": "json-ld"}
ODD = 'Tab\there, "quotes", back\\slash, \x07 bell, 🕊 and Ş on\ntwo lines – {braces} <angles> <'


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, bundled: Path) -> Iterator[Store]:
    """A record of the bundled reports, and of one whose ids and words no IRI and no plain string can hold."""
    with dragoman.open(shutil.copy(bundled, tmp_path_factory.mktemp("kept"))) as store:
        store.keep(odd())
        coder = store.correct(user="Ana María", reason="a treaty, not a pact", time="2026-01-02T03:04:05Z")
        coder.edit(store.events(document="doc:odd").page(3, 1)[0]["id"], {"modality": "planned"})
        coder.reject(store.events(document="doc:odd").page(4, 1)[0]["id"])
        yield store


def odd() -> dict[str, Any]:
    report = made(1)
    text = ODD + report["document"]["text"][len(ODD) :]
    report["document"] = {**report["document"], "id": "doc:odd", "text": text, "title": ODD, "uri": "https://example.org/a b?<ş>"}
    own = 'my:Ünal "the" <fox>|x'
    report["actors"].append({**report["actors"][0], "id": own, "name": ODD, "registry": None, "mentions": [[0, 3]]})
    report["events"][0].update(sources=[own], holder=own, date="199X", confidence=1e-7)
    report["events"][1].update(holder="unknown", date="2014-03/..")
    return report


def written(store: Store, format: Format = "trig", **options: Any) -> bytes:
    target = io.BytesIO()
    with store.at_once() as now:
        assert write(described(now, **options), format, target) > len(TERMS)
    return target.getvalue()


def parsed(data: bytes, format: Format = "trig") -> Any:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own, about its own past
        dataset.parse(data=data, format=PARSERS[format])
    return dataset


@pytest.fixture(scope="module")
def data(kept: Store) -> Any:
    return parsed(written(kept))


def asked(data: Any, query: str) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [tuple(each.toPython() if each is not None else None for each in row) for row in data.query(query, initNs=PREFIXES)]


def test_both_formats_say_the_same(kept: Store, data: Any) -> None:
    from rdflib.compare import to_isomorphic

    other = parsed(written(kept, "jsonld"), "jsonld")
    graphs = {graph.identifier: to_isomorphic(graph) for graph in data.graphs()}
    assert graphs == {graph.identifier: to_isomorphic(graph) for graph in other.graphs()}
    assert len(graphs) > 10


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(kept: Store, format: Format) -> None:
    assert written(kept, format) == written(kept, format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_holds_the_terms_alone(tmp_path: Path, format: Format) -> None:
    with dragoman.open(tmp_path / "dragoman.db") as store, store.at_once() as now:
        target = io.BytesIO()
        assert write(described(now), format, target) == len(TERMS)
    assert len(parsed(target.getvalue(), format)) == 3 * len(TERMS)


def test_every_term_that_is_used_is_told_in_the_file(data: Any) -> None:
    own = {str(term) for quad in data.quads() for term in quad[:3] if str(term).startswith(PREFIXES["dt"])} - {PREFIXES["dt"]}
    assert own == {PREFIXES["dt"] + term.name for term in TERMS}


def test_the_docs_tell_every_prefix(root: Path) -> None:
    page = (root / "docs" / "guide" / "sharing.md").read_text(encoding="utf-8")
    assert [prefix for prefix, name in PREFIXES.items() if f"| `{prefix}` | `{name}` |" not in page] == []


def test_each_holder_has_a_graph_and_claims_that_contradict_stand_side_by_side(data: Any) -> None:
    views = asked(
        data,
        """SELECT ?holder ?status ?of WHERE {
             GRAPH ?view { ?i dt:subject <urn:dragoman:dr:polity/kosovo> ; dt:status ?status . OPTIONAL { ?i dt:of ?of } }
             ?view a dt:View ; prov:wasAttributedTo|prov:wasDerivedFrom ?holder }""",
    )
    held = {(str(holder).removeprefix("urn:dragoman:"), status) for holder, status, _ in views}
    assert ("dr:person/vitaly-churkin", "integral-part-of") in held
    assert "self-declared-state" in {status for holder, status in held if holder.startswith("doc:")}


def test_the_holder_of_quoted_words_that_nobody_is_named_for_is_nobody(data: Any) -> None:
    assert asked(data, "SELECT ?h WHERE { <urn:dragoman:view:doc:odd:unknown> prov:wasAttributedTo|prov:wasDerivedFrom ?h }") == []
    assert len(asked(data, "SELECT ?i WHERE { GRAPH <urn:dragoman:view:doc:odd:unknown> { ?i a dt:Event } }")) == 1


def test_every_item_comes_from_words_that_its_selectors_find(kept: Store, data: Any) -> None:
    rows = asked(
        data,
        """SELECT ?item ?report ?start ?end ?exact ?before ?reading WHERE {
             ?item prov:wasDerivedFrom ?part ; prov:wasGeneratedBy ?reading . ?part oa:hasSource ?report ;
               oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ,
                              [ a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?before ] }""",
    )
    texts = {f"urn:dragoman:{row['document']}": row["text"] for row in kept.rows("texts")}
    assert [row for row in rows if texts[str(row[1])][row[2] : row[3]] != row[4]] == []
    assert [row for row in rows if not texts[str(row[1])][: row[2]].endswith(row[5])] == []
    items = {row["id"] for name in ("events", "statements", "agreements", "provisions", "statuses") for row in kept.rows(name)}
    assert {str(row[0]).removeprefix("urn:dragoman:") for row in rows} == items


def test_a_reading_is_an_activity_of_the_program(kept: Store, data: Any) -> None:
    rows = asked(
        data,
        """SELECT ?report ?program ?model WHERE {
             ?r a prov:Activity ; prov:used ?report ; prov:wasAssociatedWith ?program ; dt:model ?model . ?program a prov:SoftwareAgent }""",
    )
    assert len(rows) == len(kept.documents)
    assert {str(row[1]) for row in rows} == {f"urn:dragoman:program:{dragoman.__version__}"}


def test_what_a_human_corrected_says_so(kept: Store, data: Any) -> None:
    (edited,) = asked(
        data,
        """SELECT ?item ?name ?why WHERE {
             ?item dt:standing "edited" ; prov:wasInfluencedBy [ a prov:Activity ; dt:kind "edit" ; rdfs:comment ?why ;
               prov:wasAssociatedWith [ a prov:Person ; rdfs:label ?name ] ] }""",
    )
    assert edited[1:] == ("Ana María", "a treaty, not a pact")
    (row,) = kept.rows("events", standing="edited")
    assert str(edited[0]) == f"urn:dragoman:{row['id']}"
    (rejected,) = kept.rows("events", standing="rejected")
    assert asked(data, f"SELECT ?p WHERE {{ <urn:dragoman:{rejected['id']}> ?p ?o }}") == []


def test_dates_are_edtf_with_the_days_they_can_mean(data: Any) -> None:
    days = asked(data, "SELECT ?first ?last WHERE { GRAPH ?g { ?e dt:date '199X'^^edtf:EDTF ; dt:first ?first ; dt:last ?last } }")
    assert [(str(first), str(last)) for first, last in days] == [("1990-01-01", "1999-12-31")]
    open_end = "SELECT ?day WHERE { GRAPH ?g { ?e dt:date '2014-03/..'^^edtf:EDTF ; dt:%s ?day } }"
    assert [len(asked(data, open_end % side)) for side in ("first", "last")] == [1, 0]


def test_actors_are_the_same_as_those_of_wikidata(data: Any) -> None:
    (same,) = asked(data, "SELECT ?w WHERE { <urn:dragoman:dr:polity/kosovo> owl:sameAs ?w }")
    assert str(same[0]).startswith("http://www.wikidata.org/entity/Q")
    assert asked(data, "SELECT ?x WHERE { <urn:dragoman:dr:person/vladimir-putin> dt:actsFor ?x }")


def test_odd_words_and_ids_come_through(data: Any) -> None:
    assert asked(data, "SELECT ?t WHERE { <urn:dragoman:doc:odd> dcterms:title ?t }") == [(ODD,)]
    assert (ODD,) in asked(data, "SELECT ?n WHERE { ?a a prov:Agent ; rdfs:label ?n }")
    assert asked(data, "SELECT ?s WHERE { <urn:dragoman:doc:odd> dcterms:source ?s }") == [("https://example.org/a%20b?%3Cş%3E",)]


def test_words_of_reports_can_be_left_out(kept: Store) -> None:
    text = written(kept, text=False).decode()
    assert "oa:TextPositionSelector" in text
    assert "oa:TextQuoteSelector" not in text
    assert "dcterms:title" not in text


def test_ids_are_named_under_the_base_that_is_given(kept: Store) -> None:
    assert b"<https://example.org/r/dr:polity/kosovo>" in written(kept, base=based("https://example.org/r/"))


@pytest.mark.parametrize("base", ["", "example", "https://example.org", "https://a b/", "dt:x/", "http://<x>/"])
def test_what_is_no_base_is_told(base: str) -> None:
    with pytest.raises(ValueError, match="is no IRI to name ids under; write one such as"):
        based(base)


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize("format", FORMATS)
def test_rdf_is_written_by_a_command(kept: Store, tmp_path: Path, format: Format) -> None:
    file = tmp_path / f"record.{format}"
    assert run("export", "rdf", "--format", format, "-o", file, "--record", kept.database.name).exit_code == 0
    assert file.read_bytes() == written(kept, format)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--format", "rdfxml"), 2, "rdfxml"),
        (("--base", "nowhere"), 2, "is no IRI to name ids under"),
        (("-o", "none/record.trig"), 2, "cannot be written"),
        (("--record", "none.db"), 1, "there is no record here"),
    ],
)
def test_what_cannot_be_done_is_told(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", "rdf", "--record", kept.database.name, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []
