"""What a row found: how often it tried, and what went wrong, by kind."""

from collections import Counter
from dataclasses import dataclass, field

KINDS = ("lost", "half", "corrupt", "unclear", "other")
"""Lost: an acknowledged edit is not in the file. Half: part of an edit is. Corrupt: the file cannot be read
or does not fit its journal. Unclear: whoever worked was not told in plain sentences. Other: whatever else the
row forbids: a crash, a hang, a file left behind, a socket.
"""

_MOST = 12


@dataclass
class Tally:
    """One row of the table."""

    name: str
    title: str
    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cannot: list[str] = field(default_factory=list)
    seconds: float = 0.0
    work: float = 0.0
    """Seconds of processor time, its children's too: unlike `seconds` the same on a busy computer."""

    def bad(self, kind: str, what: str) -> None:
        """Count something that must not be; the first few are kept in words."""
        if kind not in KINDS:
            raise ValueError(kind)
        self.found[kind] += 1
        if len(self.examples) < _MOST and (line := f"{kind}: {what}") not in self.examples:
            self.examples.append(line)

    def remark(self, what: str) -> None:
        """Say something about what was done that is not a fault."""
        self.remarks.append(what)

    def cannot_run(self, why: str) -> None:
        """Say that this row, or a part of it, did not run here; it then does not count as passed."""
        self.cannot.append(why)

    @property
    def verdict(self) -> str:
        """`ok`, `FAILED`, or that the row (or a part of it) did not run."""
        if any(self.found.values()):
            return "FAILED"
        if self.cannot:
            return "in part" if self.tried else "not run"
        return "ok" if self.tried else "not run"

    def plain(self) -> dict[str, object]:
        """Return the row as plain values for JSON."""
        counts = {kind: self.found[kind] for kind in KINDS}
        return {
            "name": self.name,
            "title": self.title,
            "tried": self.tried,
            **counts,
            "verdict": self.verdict,
            "examples": self.examples,
            "remarks": self.remarks,
            "cannot": self.cannot,
            "seconds": round(self.seconds, 1),
            "work": round(self.work, 1),
        }


def table(rows: list[Tally]) -> str:
    """Return the rows as text in columns, what went wrong in words below them."""
    heads = "".join(f"{kind:>9}" for kind in ("tried", *KINDS))
    lines = [f"{'row':<5}{'what':<52}{heads}{'s':>7}{'cpu s':>7}  verdict"]
    for row in rows:
        counts = "".join(f"{number:>9,}" for number in (row.tried, *(row.found[kind] for kind in KINDS)))
        took = f"{row.seconds:>7.1f}{row.work:>7.1f}"
        lines.append(f"{row.name:<5}{row.title[:51]:<52}{counts}{took}  {row.verdict}")
    for row in rows:
        told = [*(f"! {each}" for each in row.examples), *(f"did not run: {each}" for each in row.cannot)]
        lines.extend(f"{row.name:<5}{each}" for each in (*told, *row.remarks))
    return "\n".join(lines)
