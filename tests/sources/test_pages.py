"""Article pages and forum pages."""

from __future__ import annotations

import pytest

from dragoman.errors import NoArticle, OtherLanguage
from dragoman.settings import Settings
from dragoman.sources import document, documents

PARAGRAPHS = (
    "Norland on Tuesday opened its border with Sudland after eleven years, officials in both capitals said in the morning.",
    "The first lorries crossed at dawn under the eyes of observers from the European Union, who counted them one by one.",
    "Customs officers will share one hall until the new station is built, the ministry in Norcity said in a statement.",
)
ARTICLE = f"""<!doctype html><html lang="en"><head><title>Border opens | The Gazette</title>
<meta property="og:title" content="Border opens after eleven years">
<meta property="article:published_time" content="2016-03-08T09:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2016-03-08", "headline": "Border opens after eleven years"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Border opens after eleven years</h1>{"".join(f"<p>{each}</p>" for each in PARAGRAPHS)}</article>
<aside><a href="/x">Most read: weather</a></aside><footer>All rights reserved.</footer>
<script>document.write("never run")</script></body></html>"""


def post(name: str, rank: str, body: str) -> str:
    return f"""<article class="message message--post"><div class="message-user">
<h4 class="message-name"><a class="username">{name}</a></h4><h5 class="userTitle message-userTitle">{rank}</h5>
<div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>Mar 2, 2011</dd></dl>
<dl class="pairs"><dt>Messages</dt><dd>1,204</dd></dl><dl class="pairs"><dt>Reaction score</dt><dd>57</dd></dl></div></div>
<header class="message-attribution"><time datetime="2016-03-09T10:00:00+0000">Mar 9, 2016</time></header>
<div class="message-body"><div class="bbWrapper">{body}</div></div></article>"""


QUOTING = (
    '<blockquote class="bbCodeBlock"><div class="bbCodeBlock-title">Old Heron said:</div>' + "<br>".join(PARAGRAPHS)
    + '<div class="bbCodeBlock-expandLink">Click to expand...</div></blockquote>I was there.'
)  # fmt: skip
OWN = (
    " The gate stood open from nine in the morning and the guards waved us through. Lorries waited on both sides of the bridge. "
    "A clerk said the customs house would open in May, and nobody asked for papers before noon."
)

THREAD = (
    "<!doctype html><html><body><div class='p-body'>"
    + post("Old Heron", "SENIOR MEMBER", "<b>Border opens after eleven years</b><br><br>" + "<br>".join(PARAGRAPHS))
    + post("Reed", "MEMBER", "Good news at last.")
    + post("Marsh", "MEMBER", QUOTING)
    + post("Marsh", "MEMBER", QUOTING + OWN)
    + "</div></body></html>"
)  # fmt: skip


def test_an_article_is_taken_from_its_page() -> None:
    (document,) = documents(ARTICLE.encode(), "page", Settings())
    assert document.title == "Border opens after eleven years"
    assert (document.published, document.published_from) == ("2016-03-08", "metadata")
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert not any(words in document.text for words in ("Most read", "never run", "Home", "rights reserved"))
    assert document.blocks[0].kind == "headline"


def test_each_post_of_a_thread_with_a_report_is_a_document() -> None:
    found = documents(THREAD.encode(), "thread", Settings())
    assert [document.uri for document in found] == ["thread#post-1", "thread#post-4"]
    poster = found[0].poster
    assert poster is not None
    assert (poster.name, poster.rank, poster.joined) == ("Old Heron", "SENIOR MEMBER", "2011-03-02")
    assert (poster.messages, poster.reaction_score, poster.posted) == (1204, 57, "2016-03-09")
    assert found[0].title == "Border opens after eleven years"
    assert "Old Heron said" not in found[1].text
    assert "Click to expand" not in found[1].text


def test_a_quoted_earlier_post_belongs_to_its_poster() -> None:
    found = documents(THREAD.encode(), "thread", Settings())
    assert found[1].text.startswith("I was there")
    assert PARAGRAPHS[1] not in found[1].text


def test_a_quoted_post_that_is_not_on_the_page_is_a_document_of_its_poster() -> None:
    page = "<!doctype html><html><body>" + post("Marsh", "MEMBER", QUOTING) + "</body></html>"
    (found,) = documents(page.encode(), "thread", Settings())
    assert found.poster is not None
    assert found.poster.name == "Old Heron"
    assert found.text.startswith(PARAGRAPHS[0])


def test_the_day_of_a_post_is_not_the_day_of_the_report() -> None:
    assert documents(THREAD.encode(), "thread", Settings())[0].published is None


def test_a_thread_without_a_report_is_told() -> None:
    page = "<!doctype html><html><body>" + post("Reed", "MEMBER", "Good news at last.") + "</body></html>"
    with pytest.raises(NoArticle, match="no post on this forum page"):
        documents(page.encode(), "thread", Settings())


def test_prose_about_markup_is_not_a_page() -> None:
    text = "The ministry said the <b> in its page was an error and that the border with Sudland would open on Tuesday."
    (document,) = documents(text.encode(), "report", Settings())
    assert document.text == text


def test_a_short_text_of_names_is_no_other_language() -> None:
    text = "Russian President Vladimir Putin met Prime Minister Viktor Orban."
    assert document(text, "short.txt", Settings()).language == "en"


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(OtherLanguage, match=r"\(de\)"):
        documents(("Die Regierung hat am Mittwoch ein Abkommen mit Georgien unterzeichnet. " * 4).encode(), "bericht", Settings())
