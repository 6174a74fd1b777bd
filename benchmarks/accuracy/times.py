"""How well the times of the record are those of a TempEval-3 gold set.

    python benchmarks/accuracy/times.py ../shared/gold/time/tbaq.dev.jsonl [--out FILE] [--errors 50]

Reads every text of the gold with its publication date, writes the times in the form that the scorer beside the gold reads,
and prints its figures. TIMEX3 as the gold has it marks the two ends of a range (*1992 to 1995*) each, where the record holds
one time with an interval: the ends are printed. It has no named events (*since the Cold War*): they are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.reading.parse import parse
from dragoman.reading.times import times
from dragoman.record import Time
from dragoman.settings import Settings
from dragoman.sources import document


def printed(text: str, found: Iterable[Time]) -> Iterator[Time]:
    """The times as the gold's scheme marks them."""
    for time in found:
        if time.rule.startswith("event/"):
            continue
        ends = re.fullmatch(
            r"(.*?\S)\s*(?:\band\b|\bto\b|\buntil\b|\bthrough\b|[-\u2013])\s*(\S.*)", text[slice(*time.span)], re.DOTALL
        )
        if ends is None or "/" not in (time.value or ""):
            yield time
            continue
        first, _, last = (time.value or "").partition("/")
        at = time.span[0]
        yield replace(time, span=(at, at + ends.end(1)), type="DATE", value=first)
        yield replace(time, span=(at + ends.start(2), time.span[1]), type="DATE", value=last)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """The times of one text of the gold, as the scorer reads them."""
    published = (item["dct"] or "")[:10] or None
    report = document(item["text"], item["id"], Settings(published=published, force=True))
    found = [
        {"start": time.span[0], "end": time.span[1], "type": time.type, "value": time.value, "rule": time.rule}
        for time in printed(report.text, times(report, parse(report)))
    ]
    return {"id": item["id"], "timexes": found}


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, help="keep the answers in this file")
    options.add_argument("--errors", default="0", help="list so many errors")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out: Path = chosen.out or Path(folder) / "times.jsonl"
        items = map(json.loads, chosen.gold.read_text(encoding="utf-8").splitlines())
        out.write_text("".join(json.dumps(answer(item)) + "\n" for item in items), encoding="utf-8")
        scorer = chosen.gold.parent / "score.py"
        subprocess.run([sys.executable, str(scorer), str(chosen.gold), str(out), "--errors", chosen.errors], check=True)


if __name__ == "__main__":
    main()
