"""What political news is about, as data: tables of words, actors and codes, each row with an example."""

ONTOLOGY = "PLOVER 2021, CAMEO 1.1b3, dragoman 1"
"""Which vocabularies the records use."""

REGISTRY = "dragoman actors 1"
"""Which registry the actor ids belong to."""
