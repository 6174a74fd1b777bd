"""Which states lack a head of state or government, a foreign or a defence minister for which years.

    python tools/office_gaps.py [--since 1990] [--until 2025] [--all]

Prints the share of state-years covered for each kind of office, and the gaps: of heads always, of ministers with `--all`.
"""

from __future__ import annotations

import argparse

from dragoman.knowledge.actors import registry
from dragoman.knowledge.actors.coverage import coverage, spans


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--since", type=int, default=1990)
    options.add_argument("--until", type=int, default=2025)
    options.add_argument("--all", action="store_true", help="the gaps of ministers too")
    chosen = options.parse_args()
    for each in coverage(registry(), chosen.since, chosen.until):
        print(f"{each.office}: {each.covered} of {each.whole} state-years, {100 * each.covered / max(each.whole, 1):.1f} %")
        if chosen.all or each.office.startswith("head"):
            for gap in each.gaps:
                print(f"  {gap.state:48} {spans(gap.years)}")


if __name__ == "__main__":
    main()
