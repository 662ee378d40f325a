"""`python3 dev.py bench [--json OUT] [--full]`: the speed table, each figure beside its floor.

Measured are the sample and made-up plans of 500, 5,000 and 50,000 records; `--full` adds the largest PDF.
"""

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

from bench import breakout, documents, files, history, outcome_map, refresh, start
from bench.generator import generate
from bench.timing import Row, table
from planner import assets
from planner.domain.plan import Plan
from planner.services.plan_exchange import read_plan

SIZES = (500, 5_000, 50_000)


def main() -> int:
    """Measure, print the table and, where asked, write it as JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    parser.add_argument("--full", action="store_true", help="also make the largest PDF (minutes)")
    parser.add_argument("--times", type=int, default=21, help="how often each figure is measured")
    asked = parser.parse_args()
    with assets.on_disk("samples/sample_plan.json") as sample:
        plans = {"sample": list(read_plan(sample))}
    plans |= {f"{size:,} records": list(generate(size)) for size in SIZES}
    rows: list[Row] = start.rows(max(5, asked.times // 3))
    for name, records in plans.items():
        rows += files.rows(name, records, asked.times)
    rows += history.rows(max(3, asked.times // 4))
    rows += breakout.rows(max(3, asked.times // 4))
    rows += outcome_map.rows(asked.times)
    rows += refresh.rows(plans, asked.times)
    whole = {name: Plan(records) for name, records in plans.items()}
    rows += documents.rows(whole, 100_000 if asked.full else 10_000)
    print(table(rows))
    if asked.json:
        asked.json.write_text(
            json.dumps(
                [{**dataclasses.asdict(row), "ratio": row.ratio, "verdict": row.verdict} for row in rows],
                indent=1,
            ),
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
