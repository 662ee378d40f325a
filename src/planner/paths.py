"""Where the files of a person are: settings, the library of workshops, backups, logs, bin."""

import os
from dataclasses import dataclass
from pathlib import Path

APPLICATION = "District Planner"
DATA_DIR_VARIABLE = "DISTRICT_PLANNER_DATA"


@dataclass(frozen=True)
class Paths:
    """The places a run reads and writes.

    With only a root, everything is below it. Folders are made when first asked for, for their owner only.
    """

    root: Path
    documents: Path | None = None

    @property
    def settings(self) -> Path:
        """The settings file; it may not exist yet."""
        return _private(self.root) / "settings.ini"

    @property
    def library(self) -> Path:
        """The folder with the workshops that the home page lists."""
        return _private(self.documents or self.root / "library")

    @property
    def backups(self) -> Path:
        """The folder with copies of workshops, made by the application."""
        return _private(self.root / "backups")

    @property
    def logs(self) -> Path:
        """The folder with logs and crash reports."""
        return _private(self.root / "logs")

    @property
    def bin(self) -> Path:
        """The folder that workshops go to when they are removed from the library."""
        return _private(self.root / "bin")


def locate(data_dir: Path | None = None) -> Paths:
    """Find the places: `--data-dir` first, then the environment, then the custom of the system."""
    if data_dir is None and (named := os.environ.get(DATA_DIR_VARIABLE)):
        data_dir = Path(named)
    if data_dir is not None:
        return Paths(data_dir.expanduser().absolute())
    import platformdirs

    return Paths(
        Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
        documents=Path(platformdirs.user_documents_dir()) / APPLICATION,
    )


def _private(folder: Path) -> Path:
    """Make `folder` if it is missing, every new part of it for the owner only."""
    if not folder.is_dir():
        if folder.parent != folder:
            _private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
