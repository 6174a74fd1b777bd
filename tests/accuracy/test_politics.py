"""Twelve short reports on recognition, withdrawal, truce, alliance, basing, customs and accession, with what they should yield."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from accuracy.measures import Tally, measure

import dragoman

FLOOR = 0.90


def reports(path: Path) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Name, publication date, text and gold of each report in a file."""
    found = []
    for part in path.read_text(encoding="utf-8").split("== ")[1:]:
        name, date, *lines = part.strip().splitlines()
        gold: dict[str, Any] = {"events": [], "statements": [], "statuses": [], "agreements": []}
        text: list[str] = []
        for line in lines:
            key, _, value = line.partition(": ")
            if key in ("status", "optional"):
                subject, status, of, polarity, holder = (cell.strip() for cell in value.split("|"))
                gold["statuses"].append(
                    {
                        "subject": names(subject),
                        "status": names(status),
                        "of": names(of),
                        "polarity": polarity,
                        "holder": names(holder),
                        "required": key == "status",
                    }
                )
            elif key in ("agreement", "optional-agreement"):
                parties = [names(party) for party in value.split(";")]
                gold["agreements"].append({"parties": parties, "provisions": [], "required": key == "agreement"})
            elif key in ("provision", "optional-provision"):
                required = key == "provision"
                gold["agreements"][-1]["provisions"].append({"type": names(value), "required": required})
            else:
                text.append(line)
        found.append((name, date.partition(": ")[2], "\n".join(text).strip() + "\n", gold))
    return found


def names(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def test_statuses_and_agreements_of_the_twelve_reports(root: Path) -> None:
    whole = Tally(0, 0, 0)
    for _, date, text, gold in reports(root / "tests" / "articles" / "politics.txt"):
        tally = measure(gold, dragoman.read_text(text, published=date))["statuses"]
        whole += tally
    assert whole.f1 >= FLOOR, whole
