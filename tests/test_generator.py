"""The plans that speed is measured on are sound plans."""

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from planner.domain.analysis.graph import cycles, edges
from planner.domain.checks import findings
from planner.domain.plan import Plan
from planner.domain.rules import violations
from planner.services.plan_exchange import plan_text, read_plan, write_plan


@pytest.fixture(scope="module")
def generate():
    path = Path(__file__).parents[1] / "bench" / "generator.py"
    spec = importlib.util.spec_from_file_location("generator", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.generate


@pytest.mark.parametrize("size", [300, 500, 2_000])
def test_a_made_up_plan_keeps_every_rule(generate, size):
    records = generate(size)
    plan = Plan(records)
    assert len(records) == len(plan) == size
    assert len({record.code for record in records}) == size
    assert list(violations(plan, records, date(2027, 11, 15))) == []
    assert cycles(edges(plan)) == ()
    assert findings(plan, date(2027, 11, 15)) is not None


def test_the_same_seed_makes_the_same_plan(generate):
    assert generate(400, 1) == generate(400, 1)
    assert generate(400, 1) != generate(400, 2)
    with pytest.raises(ValueError, match="at least"):
        generate(100)


def test_a_made_up_plan_survives_the_exchange(generate):
    written = plan_text(Plan(generate(500)))
    assert write_plan(Plan(read_plan(written))) == json.loads(written)
