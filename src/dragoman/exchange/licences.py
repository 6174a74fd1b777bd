"""What of a shared record belongs to whom."""

from __future__ import annotations

from typing import NamedTuple


class Licence(NamedTuple):
    """A part of a dataset, the licence it is under or None where there is none, and what follows for who passes it on."""

    part: str
    licence: str | None
    note: str


TEXTS = Licence(
    "texts of reports and words quoted from them (`texts`, `title`, `words`, `condition`)",
    None,
    "They are their publishers' and their speakers'. Pass them on only as far as the law or your contract lets you; "
    "`dragoman export dataset --no-text` leaves them out.",
)
NO_TEXTS = Licence(
    "texts of reports and words quoted from them",
    None,
    "They were left out. The spans say where the words stand in the text that `documents.uri` names; names of actors and places stay.",
)
DATA = (
    Licence(
        "coordinates, ids and countries of places (`places`)",
        "CC BY 4.0",
        "They contain data from GeoNames (https://www.geonames.org), which was changed. Whoever passes them on must keep this notice.",
    ),
    Licence(
        "ids, names and codes of actors that the registry knows",
        "Apache-2.0",
        "They are dragoman's, with ids of Wikidata (CC0).",
    ),
    Licence(
        "types, modes, contexts and codes of events",
        None,
        "The vocabularies are those of PLOVER and CAMEO; cite their manuals.",
    ),
)
CODING = Licence(
    "all else: the coding, and the corrections of those who made this dataset", None, "Its makers named none: ask them."
)


def licences(coding: str | None = None, *, text: bool) -> tuple[Licence, ...]:
    """The licence notes of a dataset, with the words of reports or without; `coding`: the licence its makers put their part under."""
    own = CODING if coding is None else CODING._replace(licence=coding, note="As its makers say.")
    return (TEXTS if text else NO_TEXTS, *DATA, own)
