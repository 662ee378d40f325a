"""What many tests start from."""

from pathlib import Path

import pytest

from planner import assets
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.services.plan_exchange import read_plan


@pytest.fixture(scope="session")
def sample_records() -> tuple[Record, ...]:
    """The records of the sample workshop; frozen, so one copy serves all tests."""
    with assets.on_disk("samples/sample_plan.json") as path:
        return read_plan(path)


@pytest.fixture(scope="session")
def sample(sample_records: tuple[Record, ...]) -> Plan:
    """The sample workshop as a plan."""
    return Plan(sample_records)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the rig: a long test that begins last keeps one processor waiting for the other."""
    items.sort(key=lambda item: Path(item.path).parent.name != "torture")
