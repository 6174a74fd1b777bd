"""The brief: one record on a terminal, as a reporter would like to read it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.record import NARRATOR, Record, Statement
from dragoman.views.quotes import marked
from dragoman.views.wording import deed, first_mentions, name, quoted, speaker, standing, term, title


def brief(record: Record) -> RenderableType:
    """What happened, who said what, what was agreed, what each side calls the territory, and when."""
    parts: list[RenderableType] = [_head(record)]
    for heading, body in (
        ("What happened", _events(record)),
        ("Who said what", _statements(record)),
        ("Agreements", _agreements(record)),
        ("Status, by holder", _statuses(record)),
        ("Timeline", _timeline(record)),
    ):
        parts += [Text(f"\n{heading}", style="bold"), body or Padding(Text("nothing found", style="dim"), (0, 2))]
    return Group(*parts)


def _head(record: Record) -> RenderableType:
    document = record.document
    lines = [Text(document.title or document.uri, style="bold underline")]
    when = f"{document.published} (from {document.published_from})" if document.published else "publication date unknown"
    credit = f" · {', '.join(document.credits)}" if document.credits else ""
    lines.append(Text(f"{when}{credit} · {document.uri}", style="dim"))
    if document.poster:
        rank = f", {document.poster.rank}" if document.poster.rank else ""
        lines.append(Text(f"posted by {document.poster.name}{rank}", style="dim"))
    return Group(*lines)


def _grid(*, first: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 2))
    table.add_column(min_width=first, no_wrap=True, style="cyan")
    table.add_column(ratio=1)
    return table


def _events(record: Record) -> RenderableType | None:
    table = _grid(first=10)
    for event, mentions in first_mentions(record):
        line = Text(deed(record, event))
        line.append(f"  {event.cameo}" if event.cameo else "", style="dim")
        line.append(f"  ×{mentions}" if mentions > 1 else "", style="dim")
        line.append(f"\n“{quoted(record, event.evidence)}”", style="italic")
        table.add_row(event.date or "–", line)
    return table if table.row_count else None


def _statements(record: Record) -> RenderableType | None:
    groups: list[Group] = [_statement(record, statement) for statement in record.statements]
    return Padding(Group(*groups), (0, 2)) if groups else None


def _statement(record: Record, statement: Statement) -> Group:
    actor = record.actor(statement.speaker) if statement.speaker else None
    head = Text(speaker(record, statement), style="cyan")
    if bears := title(actor):
        head.append(f", {bears}", style="dim")
    kind = statement.kind if statement.kind != "speech" else None
    inferred = "speaker inferred" if statement.inferred else None
    unnamed = "unnamed source" if statement.anonymous else None
    notes = [note for note in (statement.position, kind, statement.form, inferred, unnamed) if note]
    head.append(f"  [{', '.join(notes)}]", style="dim")
    return Group(head, Padding(marked(record, statement), (0, 0, 0, 2)))


def _agreements(record: Record) -> RenderableType | None:
    groups = []
    for agreement in record.agreements:
        head = Text(agreement.name or agreement.kind or "agreement", style="cyan")
        head.append(": " + " – ".join(name(record, party) for party in agreement.parties))
        facts = [agreement.stage, agreement.signed and f"signed {agreement.signed}", agreement.place]
        head.append("  [" + ", ".join(fact for fact in facts if fact) + "]", style="dim")
        table = Table.grid(padding=(0, 2, 0, 2))
        for provision in agreement.provisions:
            table.add_row(Text(term(record, provision)), Text(f"“{quoted(record, provision.evidence, 100)}”", style="italic"))
        groups.append(Group(head, table) if agreement.provisions else Group(head))
    return Padding(Group(*groups), (0, 2)) if groups else None


def _statuses(record: Record) -> RenderableType | None:
    table = Table.grid(padding=(0, 2, 0, 2))
    for style in ("cyan", "", "", "italic"):
        table.add_column(style=style)
    for status in record.statuses:
        holder = "the report" if status.holder == NARRATOR else name(record, status.holder)
        since = f" since {status.from_}" if status.from_ else ""
        table.add_row(
            name(record, status.subject),
            standing(record, status) + since,
            f"says {holder}",
            f"“{quoted(record, status.evidence, 70)}”",
        )
    return table if table.row_count else None


def _timeline(record: Record) -> RenderableType | None:
    dated = [(event.date, deed(record, event)) for event, _ in first_mentions(record) if event.date]
    dated += [
        (
            agreement.signed,
            f"signed: {agreement.name or agreement.kind or 'agreement'} of "
            + " and ".join(name(record, party) for party in agreement.parties),
        )
        for agreement in record.agreements
        if agreement.signed
    ]
    table = _grid(first=10)
    for date, words in sorted(dated):
        table.add_row(date, words)
    return table if dated else None
