import json
from datetime import UTC, date, datetime
from itertools import count
from random import Random
from typing import Any

import pytest

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.services.exchange.reader import Reader
from planner.services.plan_exchange import plan_text

LETTERS = "aZ9 .,;:'\"\\/<>&{}%=\n\täßÑ—…\u200b\u202e中\U0001f600\u2028\x7f"


class AnyPlan:
    """Records whose every field holds anything it may hold, the rules of the method aside."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._ids: dict[str, list[str]] = {}
        for kind in KINDS.values():
            count = self._random.randint(0, 1 if kind.about.single else 3)
            self._ids[kind.about.kind] = [f"{kind.about.kind}-{number}" for number in range(count)]

    def records(self) -> tuple[Record, ...]:
        made: list[Record] = []
        for kind in KINDS.values():
            for number, record_id in enumerate(self._ids[kind.about.kind], 1):
                held = {field.name: self._value(field) for field in kind.fields()}
                if kind.about.kind == "scenario_constraint":
                    held["key"] = self._random.choice(("", f"R{number}"))
                made.append(
                    kind(
                        id=record_id,
                        code=f"{kind.about.prefix}-{number:0{kind.about.digits}d}",
                        position=float(number),
                        fictional=self._random.random() < 0.2,
                        **held,
                    )
                )
        return tuple(made)

    def _value(self, field: Field) -> Any:
        options = [option.value for option in field.options]
        targets = [each for kind in field.target or self._ids for each in self._ids[kind]]
        if not field.target:
            targets += ["NU", "L4a", "R6", "PQ12", "C5", "FY2026-27"]
        pick = self._random
        if field.kind in (Kind.WHOLE, Kind.SCALE, Kind.MONEY):
            return pick.choice((None, self._whole(field)))
        if field.kind is Kind.DECIMAL:
            return pick.choice((0.0 if field.name in "xy" else None, self._real(field)))
        made = {
            Kind.TEXT: lambda: pick.choice(("", self._text(field))),
            Kind.NOTE: lambda: pick.choice(("", self._text(field))),
            Kind.TIME: lambda: pick.choice(("", "09:30", "23:59")),
            Kind.DAY: lambda: pick.choice((None, self._day())),
            Kind.CHOICE: lambda: pick.choice(("", *options)),
            Kind.CHOICES: lambda: self._several(field, options),
            Kind.FLAG: lambda: pick.random() < 0.5,
            Kind.LINK: lambda: pick.choice((None, *targets)),
            Kind.REFERENCE: lambda: pick.choice((None, *targets)),
            Kind.LINKS: lambda: self._several(field, targets),
            Kind.REFERENCES: lambda: self._several(field, targets),
            Kind.TEXTS: lambda: tuple(self._text(field) for _each in range(pick.randint(0, 3))),
            Kind.NUMBERS: lambda: {
                key: self._whole(field) for key in self._several(field, options or ["need", "x y", ""])
            },
            Kind.REASONS: lambda: {key: self._text(field) for key in self._several(field, options)},
            Kind.POINTS: lambda: tuple(
                (self._day(), self._real(field)) for _each in range(pick.randint(0, 3))
            ),
            Kind.DATA: lambda: pick.choice((None, {"a": [1, 2.5, {"b": None}], "": "é"})),
        }
        return made[field.kind]()

    def _several(self, field: Field, of: list[str]) -> tuple[str, ...]:
        most = min(len(of), field.at_most or 3, 3)
        return tuple(self._random.sample(of, self._random.randint(0, most)))

    def _text(self, field: Field) -> str:
        return "".join(
            self._random.choices(LETTERS, k=self._random.randint(1, min(field.max_length or 20, 20)))
        )

    def _whole(self, field: Field) -> int:
        return self._random.randint(int(field.minimum or 0), int(field.maximum or 0))

    def _real(self, field: Field) -> float:
        low, high = field.minimum, field.maximum
        return self._random.uniform(-1e9 if low is None else low, 1e9 if high is None else high)

    def _day(self) -> date:
        return date.fromordinal(self._random.randint(1, date.max.toordinal()))


@pytest.mark.parametrize("seed", range(15))
def test_whatever_a_plan_holds_comes_back(seed, contents):
    plan = Plan(AnyPlan(seed).records())
    document = json.loads(plan_text(plan))
    reader = Reader(document, new_id=map("new {}".format, count()).__next__, now=datetime.now(UTC))
    again = Plan(reader.records(date.max))
    fields = [
        line for line in map(str, reader.report.problems()) if not line.endswith(".")
    ]  # rules say sentences
    assert fields == []
    assert contents(again) == contents(plan)
