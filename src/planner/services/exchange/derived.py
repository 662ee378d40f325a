"""What an exchange file says although it follows from the rest: levels, scores, fiscal years.

It is written so that other programs need not compute it, and compared when a file is read: a file that
contradicts itself was changed by hand in one place only.
"""

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

from planner.domain import records as r
from planner.domain.analysis import fiscal_years, graph, priorities
from planner.domain.plan import Plan
from planner.domain.record import Record

_CLOSE = 0.005


class Derived:
    """The derived values of one plan, each group computed when first asked for."""

    def __init__(self, plan: Plan) -> None:
        """Read from `plan`."""
        self._plan = plan

    def of(self, record: Record) -> dict[str, Any]:
        """Return the derived keys of a record with their values, ready for JSON."""
        found = _SOURCES.get(type(record))
        return found(self, record) if found else {}

    @cached_property
    def _levels(self) -> dict[str, int]:
        return graph.levels(self._plan)

    def _charter(self, _charter: Record) -> dict[str, Any]:
        years = fiscal_years.fiscal_years(self._plan)
        return {
            "district_id": self._plan.district.code or None,
            "fiscal_years": [year.label for year in years],
            "fy_start": {year.label: year.start.isoformat() for year in years},
        }

    def _node(self, node: Record) -> dict[str, Any]:
        return {"level": self._levels.get(node.id)}

    def _priority(self, priority: r.Priority) -> dict[str, Any]:
        return {"weighted_score": round(priorities.weighted_score(self._plan, priority), 4)}

    def _option(self, option: r.InvestmentOption) -> dict[str, Any]:
        return {"cost_usd": option.cost_usd}

    def _risk(self, risk: r.Risk) -> dict[str, Any]:
        return {"score": risk.score, "residual_score": risk.residual_score}


def contradicts(said: Any, derived: Any) -> bool:
    """Whether a value in a file differs from what the plan gives, rounding aside."""
    if _is_number(said) and _is_number(derived):
        return not math.isclose(said, derived, abs_tol=_CLOSE)
    return bool(said != derived)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_SOURCES: dict[type[Record], Callable[[Derived, Any], dict[str, Any]]] = {
    r.Charter: Derived._charter,
    r.TocNode: Derived._node,
    r.Priority: Derived._priority,
    r.InvestmentOption: Derived._option,
    r.Risk: Derived._risk,
}
