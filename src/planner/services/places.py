"""Where a file is: on this computer, in a folder that a service keeps in step with others, or on a network.

SQLite's lock does not always reach across a network, and a synchronizing service copies a file in the middle
of an edit. Both work most of the time, which is why a warning is needed.
"""

import ctypes
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

_SERVICES = (
    ("OneDrive", re.compile(r"^onedrive($|[ \-–(])", re.IGNORECASE)),
    ("SharePoint", re.compile(r"^sharepoint($|[ \-–(])", re.IGNORECASE)),
    ("Dropbox", re.compile(r"^dropbox($|[ \-–(])", re.IGNORECASE)),
    ("Google Drive", re.compile(r"^(google ?drive($|[ \-–(])|drivefs$)", re.IGNORECASE)),
    ("iCloud Drive", re.compile(r"^(icloud ?drive|mobile documents|com~apple~clouddocs)$", re.IGNORECASE)),
    ("Box", re.compile(r"^box($| sync$|-box$)", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"^nextcloud\d*$", re.IGNORECASE)),
    ("ownCloud", re.compile(r"^owncloud$", re.IGNORECASE)),
    ("pCloud", re.compile(r"^p ?cloud ?drive$", re.IGNORECASE)),
    ("MEGA", re.compile(r"^mega(sync)?$", re.IGNORECASE)),
    ("Syncthing", re.compile(r"^syncthing$", re.IGNORECASE)),
)
_CLOUD_STORAGE = "cloudstorage"  # macOS: every service has a folder "Service-account" in it
_NETWORK = re.compile(
    r"^(nfs\d?|cifs|smb\d?|smbfs|afs|afpfs|webdav|davfs2?|ncpfs|9p|ceph|glusterfs|fuse\.(?!portal|gvfsd-fuse$).+)$"
)
_LOCAL_FUSE = ("fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.fuseblk", "fuse.ext2", "fuse.lxcfs")
_DRIVE_REMOTE = 4  # what Windows answers for a drive letter that is on a server


@dataclass(frozen=True)
class Place:
    """Why a folder is not a good one to work in: the name of the service, or empty for a network drive."""

    service: str = ""


def place(path: Path) -> Place | None:
    """Return what is to be known about the folder of a file; None where it is simply on this computer."""
    whole = Path(os.path.realpath(path))
    for each in (path.absolute(), whole):
        if service := _service(each):
            return Place(service)
    return Place() if _is_remote(whole) else None


def _service(path: PurePath) -> str:
    parts = path.parent.parts
    for before, part in zip(("", *parts), parts, strict=False):
        if before.casefold() == _CLOUD_STORAGE:
            return part.partition("-")[0]
        for name, pattern in _SERVICES:
            if pattern.match(part):
                return name
    return ""


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        drive = PureWindowsPath(path).drive
        return drive.startswith("\\\\") or (
            bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
        )
    return on_network(file_system(path))


def on_network(kind: str) -> bool:
    """Whether a kind of file system, as Linux names it, is on another computer."""
    return bool(_NETWORK.match(kind)) and kind not in _LOCAL_FUSE


def file_system(path: Path, table: str = "") -> str:
    """Return the kind of file system a file is on, as Linux names it; empty where that is not told.

    `table` is what stands in /proc/self/mountinfo, read anew where it is not given.
    """
    if not table:
        try:
            table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
    longest, found = -1, ""
    for line in table.splitlines():
        before, _dash, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), words[4])
        if path.is_relative_to(point) and len(point) >= longest:
            longest, found = len(point), after.split(" ")[0]
    return found
