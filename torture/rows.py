"""The rows of the torture table, by their names in the design."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from torture.rig import Rig


@dataclass(frozen=True)
class Row:
    """One row: where it is, and about how many seconds of work it is, so that the long ones begin first."""

    name: str
    title: str
    where: str
    weight: int = 5

    def load(self) -> Callable[[Rig], None]:
        """Import the row."""
        module, _, function = self.where.partition(":")
        found: Callable[[Rig], None] = getattr(importlib.import_module(f"torture.{module}"), function)
        return found


_ALL = (
    Row("R1", "killed at any moment while editing", "kills:kills", 25),
    Row("R1W", "the real window killed while keys are typed", "window:window_kills", 8),
    Row("R2", "power lost: writes missing, in any order, torn", "losses:power_losses", 11),
    Row("R3", "a fault at every system call", "faults:faults", 33),
    Row("R4", "the disk is full", "full_disk:full_disks", 2),
    Row("R5", "faults and kills in recovery, backup, restore", "compound:compound", 15),
    Row("R6", "damaged files", "corrupt:corrupt_files", 15),
    Row("R7", "one changed byte of a backup", "compound:changed_bytes", 2),
    Row("R10", "faults and kills while a file is upgraded", "compound:upgrade", 11),
    Row("R12", "two want the same file at once", "races:races", 4),
    Row("R13", "media and folders that are read-only", "media:read_only", 2),
    Row("R14", "the stick is pulled", "outside:pulled_sticks", 2),
    Row("R15", "changed or replaced by another program", "outside:outside_changes", 2),
    Row("R18", "a fault at every call of an export", "exports:export_faults", 16),
    Row("R20", "undo all, redo all, undo while killed", "undo:undo_machine", 10),
    Row("R23", "salvage from a file with a damaged page", "hostile:salvaged", 7),
    Row("S1", "no network: a session alone, and under strace", "privacy:no_sockets", 13),
    Row("S8", "hostile plan files and locked files", "hostile:hostile_plans", 6),
    Row("S9", "hostile SQLite files", "hostile:hostile_files", 3),
    Row("S10", "files are their owner's under every umask", "privacy:permissions", 14),
    Row("S11", "no residue after sessions, kills and removal", "privacy:residue", 12),
    Row("S12", "no names in logs", "privacy:logs", 5),
)

ROWS = {row.name: row for row in _ALL}
"""Every row, in the order of the table."""
