"""Who is meant: titles by the document, then by the date of what is told; family names before or after."""

from __future__ import annotations

import pytest

import dragoman


def ids(text: str, published: str | None = "2015-03-18") -> set[str]:
    return {actor.id for actor in dragoman.read_text(text, published=published, force=True).actors}


@pytest.mark.parametrize(
    ("text", "published", "person"),
    [
        ("The Georgian president said that Russia must leave.", "2015-03-18", "dr:person/giorgi-margvelashvili"),
        ("In August 2008 the Georgian president called for help.", "2015-03-18", "dr:person/mikheil-saakashvili"),
        ("The Russian prime minister visited Sukhumi.", "2009-08-12", "dr:person/vladimir-putin"),
    ],
)
def test_a_bare_title_is_its_holder_on_the_date_of_the_event(text: str, published: str, person: str) -> None:
    assert person in ids(text, published)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The Georgian president said that Russia must leave.", None),
        ("The former Georgian president said that Russia must leave.", "2015-03-18"),
        ("A Georgian president would never sign it.", "2015-03-18"),
        ("In August 2008 war broke out. The Russian president spoke.", "2015-03-18"),
    ],
)
def test_where_the_date_is_open_or_the_office_past_nobody_is_named(text: str, published: str | None) -> None:
    assert not [id for id in ids(text, published) if id.startswith("dr:person/")]


def test_the_document_goes_before_the_registry() -> None:
    found = ids("Georgian President Irakli Norlandeli met envoys. The Georgian president said that talks went well.")
    assert "dr:person/giorgi-margvelashvili" not in found


def test_family_names_stand_before_or_after() -> None:
    assert "dr:person/xi-jinping" in ids("Xi Jinping met Vladimir Putin in Moscow. Putin praised Xi.")


def test_a_name_leaves_all_of_its_title_to_the_role() -> None:
    record = dragoman.read_text("Moldova's Deputy Prime Minister Oleg Serebrian rejected the statements.", force=True)
    (person,) = (actor for actor in record.actors if actor.kind == "person")
    assert (person.name, [role.title for role in person.roles]) == ("Oleg Serebrian", ["Deputy Prime Minister"])
