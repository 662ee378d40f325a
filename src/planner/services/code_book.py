"""`CodeBook`: gives new records their codes, and none of them twice."""

from planner.domain.codes import next_code, number_of
from planner.domain.plan import Plan
from planner.domain.record import Record


class CodeBook:
    """Every code ever given in a workshop. Codes of an edit that fails are forgotten."""

    def __init__(self, used: set[str]) -> None:
        """Take all codes given so far, those of deleted records too."""
        self._used = used
        self._new: set[str] = set()
        self._last: dict[str, int] = {}
        for code in used:
            self._note(code)

    def _note(self, code: str) -> None:
        stem = code.rpartition("-")[0]
        self._last[stem] = max(self._last.get(stem, 0), number_of(code))

    def __contains__(self, code: str) -> bool:
        return code in self._used

    def give(self, record: Record, plan: Plan) -> str:
        """Return a code for a new record."""
        code = next_code(record, plan, self._used, self._last.get(record.about.prefix, 0))
        self.take(code)
        return code

    def take(self, code: str) -> None:
        """Take note of a code that came with its record."""
        if code not in self._used:
            self._used.add(code)
            self._new.add(code)
            self._note(code)

    def keep(self) -> None:
        """The edit was saved: its codes stay given."""
        self._new.clear()

    def forget(self) -> None:
        """The edit failed: its codes were never given."""
        if self._new:
            self.__init__(self._used - self._new)  # type: ignore[misc]
