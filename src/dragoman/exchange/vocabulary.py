"""The words that RDF of a record is written in: PROV-O, Web Annotation, Dublin Core, and our own terms, which are told in every file."""

from __future__ import annotations

from typing import Literal, NamedTuple

OWN = "urn:dragoman:terms#"
"""Where our own terms are named."""

PREFIXES = {
    "dt": OWN,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wd": "http://www.wikidata.org/entity/",
    "geonames": "https://sws.geonames.org/",
}


class Term(NamedTuple):
    """One of our own terms: a class or a property, and what it means."""

    name: str
    kind: Literal["class", "property"]
    meaning: str


TERMS = (
    Term("View", "class", "A named graph: what one holder holds to be so, or what a report tells in its own voice."),
    Term("Event", "class", "Somebody does something to somebody."),
    Term("Statement", "class", "Somebody says something."),
    Term("Agreement", "class", "A treaty, pact or truce."),
    Term("Provision", "class", "A term of an agreement: who owes what to whom."),
    Term("Status", "class", "What a territory or polity is."),
    Term("type", "property", "The PLOVER type of an event, the type of a provision."),
    Term("mode", "property", "The PLOVER mode of an event."),
    Term("context", "property", "A PLOVER context of an event."),
    Term("cameo", "property", "The CAMEO code of an event."),
    Term("source", "property", "Who acts."),
    Term("target", "property", "Upon whom."),
    Term("reciprocal", "property", "Both sides act."),
    Term("modality", "property", "Whether it is told as actual, planned, possible or denied."),
    Term("sameAs", "property", "The first mention of the same event in the report."),
    Term("under", "property", "The promise, demand, refusal or threat that the event is the content of."),
    Term("speaker", "property", "Who says it."),
    Term("form", "property", "direct, indirect or mixed speech."),
    Term("position", "property", "The position taken."),
    Term("about", "property", "The item or actor spoken about."),
    Term("inferred", "property", "The speaker is taken from context."),
    Term("party", "property", "Whom an agreement binds."),
    Term("signatory", "property", "Who signed it."),
    Term("stage", "property", "How far an agreement has come."),
    Term("agreement", "property", "The agreement a provision is a term of."),
    Term("by", "property", "Who owes it."),
    Term("to", "property", "To whom it is owed."),
    Term("subject", "property", "The territory or polity that has a status."),
    Term("status", "property", "What it is."),
    Term("dimension", "property", "In which respect: polity, belongs, control, regime, recognition."),
    Term("of", "property", "Of or by whom."),
    Term("polarity", "property", "Whether the holder affirms or denies it."),
    Term("date", "property", "When, in EDTF: of an event, of saying, of signing."),
    Term("from", "property", "Since when, in EDTF."),
    Term("until", "property", "Until when, in EDTF."),
    Term("first", "property", "The first day the date can mean."),
    Term("last", "property", "The last day the date can mean."),
    Term("place", "property", "Where."),
    Term("kind", "property", "The kind of an actor, agreement or correction."),
    Term("code", "property", "The CAMEO-style code of an actor."),
    Term("actsFor", "property", "The state or organisation an actor acts for."),
    Term("rule", "property", "What produced an item."),
    Term("confidence", "property", "How sure the reading is, not the world."),
    Term("standing", "property", "What a human made of an item: accepted, edited or added."),
    Term("model", "property", "The language model of a reading."),
    Term("ontology", "property", "The ontologies of a reading."),
    Term("registry", "property", "The registry of actors of a reading."),
    Term("settings", "property", "The settings of a reading, as JSON."),
)
