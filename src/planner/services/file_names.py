"""Names for files that Windows, macOS and Linux all take, made from what a person calls a plan."""

import re
import unicodedata
from pathlib import Path

_MOST_BYTES = 120  # room for a number, the suffix and what the store puts beside the file, within 255
_SEPARATORS = re.compile(r'[<>:"/\\|?*]+')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(\.|$)", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def safe_stem(title: str, otherwise: str) -> str:
    """Return `title` as the stem of a file name; `otherwise` where nothing of it can be kept."""
    plain = "".join(
        " " if unicodedata.category(each) in ("Zl", "Zp") or each in "\t\r\n" else each
        for each in unicodedata.normalize("NFC", title)
        if unicodedata.category(each) not in _UNSEEN or each in "\t\r\n"
    )
    stem = _SPACES.sub(" ", _SEPARATORS.sub("-", plain)).strip(" .-")
    stem = _cut(stem).strip(" .-")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem or otherwise


def free_path(folder: Path, stem: str, suffix: str, *, own: str = "") -> Path:
    """Return the first path in `folder` that no file has, counting up: Plan, Plan 2, Plan 3.

    Upper and lower case, and the two ways to write an accent, count as the same. `own` is the present name of
    the file, which it may keep.
    """
    taken = {_folded(each.name) for each in folder.iterdir() if each.name != own}
    name, number = f"{stem}{suffix}", 1
    while _folded(name) in taken:
        number += 1
        name = f"{stem} {number}{suffix}"
    return folder / name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _cut(stem: str) -> str:
    """Keep the first 120 bytes, and no letter without its accents."""
    if len(stem.encode()) <= _MOST_BYTES:
        return stem
    kept = stem.encode()[:_MOST_BYTES].decode(errors="ignore")
    while kept and unicodedata.combining(stem[len(kept)]):
        kept = kept[:-1]
    return kept
