"""Who said what, against the attribution gold: the scorer's figures, the precision of direct quotations, what is missed and made up.

    python benchmarks/accuracy/attribution.py ../shared/gold/attribution/polnear.dev.jsonl [--errors 40]

The scorer (`score.py` beside the gold) compares words. A quotation counts as precise where what we call direct speech is, by
half of its words, the content of one attribution of the gold.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import dragoman
from dragoman.record import Record

Attribution = dict[str, Any]


def attributions(record: Record) -> Iterator[Attribution]:
    """The statements of a record as the gold writes them; several speakers of the same words are one attribution."""
    seen = set()
    for statement in record.statements:
        if (statement.content, statement.cue) in seen:
            continue
        seen.add((statement.content, statement.cue))
        yield {
            "source": [list(statement.speaker_span)] if statement.speaker_span else [],
            "cue": [list(statement.cue)] if statement.cue else [],
            "content": [list(span) for span in statement.content],
            "form": statement.form,
            "rule": statement.rule,
        }


def scorer(gold: Path) -> ModuleType:
    """The scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location("attribution_score", gold.with_name("score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unmatched(score: ModuleType, gold: Attribution, found: list[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """What of the gold was not found, and what was found that the gold has not."""
    tokens = score.tokens_of(gold["text"])
    wanted = [each for each in gold["attributions"] if score.to_tokens(each["content"], tokens)]
    given = [each for each in found if score.to_tokens(each["content"], tokens)]
    pairs = score.align(score.convert(wanted, tokens), score.convert(given, tokens), 0.5)
    left, right = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return [each for at, each in enumerate(wanted) if at not in left], [each for at, each in enumerate(given) if at not in right]


def _line(text: str, each: Attribution) -> str:
    parts = {name: " … ".join(text[start:end] for start, end in each[name]) for name in ("source", "cue", "content")}
    return f"[{parts['source'][:40]} | {parts['cue'][:30]} | {parts['content'][:110]}] {each.get('rule', '')}"


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", type=int, default=0, help="list so many that were missed, and so many that were made up")
    chosen = options.parse_args()
    score = scorer(chosen.gold)
    gold = score.load(chosen.gold)
    found = {}
    for id, each in gold.items():
        record = dragoman.read_text(each["text"], published=each["date"], force=True)
        found[id] = {"id": id, "attributions": list(attributions(record))}
    for name, value in score.score(gold, found).items():
        print(f"{name:24s} {value}")
    misses = {id: unmatched(score, gold[id], found[id]["attributions"]) for id in gold}
    direct = [each for answer in found.values() for each in answer["attributions"] if each["form"] == "direct"]
    wrong = [each for _, made_up in misses.values() for each in made_up if each["form"] == "direct"]
    print(f"{'direct_precision':24s} {1 - len(wrong) / max(len(direct), 1):.4f} of {len(direct)}")
    for title, side in (("missed", 0), ("made up", 1)):
        listed = [(gold[id]["text"], each) for id, pair in misses.items() for each in pair[side]]
        for text, each in listed[: chosen.errors]:
            print(f"{title}: {_line(text, each)}")


if __name__ == "__main__":
    main()
