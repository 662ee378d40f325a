"""What is remembered between runs: size of the window, scale, the step each workshop was left on."""

import os
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings

SMALLEST, LARGEST = 0.8, 3.0
"""Limits of the scale, as factors."""


class Settings:
    """The settings file. Values that make no sense are read as if they were not there."""

    def __init__(self, path: Path) -> None:
        """Read the file, which need not exist."""
        self._path = path
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def scale(self) -> float:
        """The scale of everything, 1.0 = 100 %."""
        try:
            return min(LARGEST, max(SMALLEST, float(str(self._file.value("window/scale", 1.0)))))
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, value: float) -> None:
        self._put("window/scale", round(value, 2))

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window as Qt keeps them; empty at first."""
        kept = self._file.value("window/geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._put("window/geometry", value)

    @property
    def guide_open(self) -> bool:
        """Whether the guide is shown beside the work."""
        return str(self._file.value("window/guide", "true")).lower() != "false"

    @guide_open.setter
    def guide_open(self, value: bool) -> None:
        self._put("window/guide", "true" if value else "false")

    @property
    def folder(self) -> Path:
        """The folder last opened from or exported to; the home folder at first."""
        kept = str(self._file.value("files/folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    @folder.setter
    def folder(self, value: Path) -> None:
        self._put("files/folder", str(value))

    def last_step(self, workshop: Path) -> str:
        """Return the code of the step a workshop was left on, or an empty text."""
        return str(self._file.value(_step_key(workshop), ""))

    def remember_step(self, workshop: Path, code: str) -> None:
        """Keep the step a workshop is on."""
        self._put(_step_key(workshop), code)

    def was_warned(self, workshop: Path) -> bool:
        """Whether somebody was told once that the folder of a workshop is not good to work in."""
        return str(self._file.value(_warning_key(workshop), "")) == "true"

    def remember_warning(self, workshop: Path) -> None:
        """Keep that it was told."""
        self._put(_warning_key(workshop), "true")

    def forget_warning(self, workshop: Path) -> None:
        """Have it told again the next time."""
        self._file.remove(_warning_key(workshop))

    def save(self) -> None:
        """Write now, readable by its owner only."""
        self._file.sync()
        if self._path.exists():
            os.chmod(self._path, 0o600)  # noqa: PTH101  one call, no second look at the path

    def _put(self, key: str, value: object) -> None:
        if self._file.value(key) != value:
            self._file.setValue(key, value)


def _step_key(workshop: Path) -> str:
    return f"steps/{quote(str(workshop.absolute()), safe='')}"


def _warning_key(workshop: Path) -> str:
    return f"warned/{quote(str(workshop.absolute().parent), safe='')}"
