"""What many tests start from."""

import os
from pathlib import Path

import pytest

from planner import assets
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.services.plan_exchange import read_plan

# Workbooks are read as the product reads them: with defusedxml, not with lxml, which python-docx brings.
os.environ["OPENPYXL_LXML"] = "False"


@pytest.fixture(scope="session")
def sample_records() -> tuple[Record, ...]:
    """The records of the sample workshop; frozen, so one copy serves all tests."""
    with assets.on_disk("samples/sample_plan.json") as path:
        return read_plan(path)


@pytest.fixture(scope="session")
def sample(sample_records: tuple[Record, ...]) -> Plan:
    """The sample workshop as a plan."""
    return Plan(sample_records)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the rig: a long test begun last keeps the others waiting."""
    rows = [item for item in items if Path(item.path).parent.name == "torture"]
    rest = [item for item in items if Path(item.path).parent.name != "torture"]
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    shares = [rows[number::workers] for number in range(workers)]
    items.clear()
    for number, share in enumerate(shares):  # work is first handed out in stretches of the same length
        left = len(rest) + sum(map(len, shares[number:]))
        room = left // (workers - number) - len(share)
        items += [*share, *rest[:room]]
        rest = rest[room:]
