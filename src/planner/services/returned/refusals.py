"""Why a returned file is not read, in plain sentences."""

from collections.abc import Mapping

from planner.i18n import N_, _

_SENTENCES: Mapping[str, str] = {
    "empty": N_("The file is empty."),
    "missing": N_("The file cannot be opened ({reason})."),
    "too_large": N_("The file is larger than {most:,} MB. A review of this plan is much smaller."),
    "too_large_unpacked": N_(
        "The file unpacks to far more than any review holds. It was not opened, because such files can harm."
    ),
    "macros": N_(
        "The file holds macros (small programs), which are never run or read. Ask for it again, saved as an"
        " Excel workbook (.xlsx)."
    ),
    "declarations": N_(
        "The file holds declarations of its own (a DTD), which no program that writes workbooks puts there."
        " It was not read, because such files can harm."
    ),
    "locked": N_("The file is locked with a password. Ask for it again without one."),
    "damaged": N_("The file is damaged, or is not what it says it is. Ask for it again."),
    "old_office": N_(
        "The file is in an older or binary format of Excel. Ask for it again, saved as .xlsx, .ods or .csv."
    ),
    "word": N_(
        "This is a text document, not a review workbook or form. Comments in a text document are read by"
        " people: enter them by hand."
    ),
    "slides": N_("This is a presentation or drawing, not a review workbook or form."),
    "picture": N_("This is a picture, not a review workbook or form. Enter what it says by hand."),
    "workshop": N_("This is a workshop file. Bring it back with the command for copies of a workshop."),
    "packed": N_("This is a packed file (zip). Unpack it, and bring in the files in it."),
    "no_table": N_("There is no table in the file: it is not a review workbook or form."),
    "no_review": N_(
        "There is nothing in the file that came from a review document of this program: no rows with codes"
        " and no column for comments."
    ),
    "newer": N_(
        "The file comes from a review document of a newer District Planner (form {found}; this one reads"
        " up to {known}). Install a newer version to read it."
    ),
    "too_many_rows": N_("The file has more than {most:,} rows. A review of this plan has far fewer."),
    "too_many_cells": N_(
        "The file has more than {most:,} filled cells. A review of this plan has far fewer."
    ),
    "too_much_text": N_("The file holds more than {most:,} characters of text. It was not read."),
    "too_slow": N_("Reading the file took longer than {most} seconds. It was given up."),
    "unreadable": N_("The file could not be read. The program that reads such files gave up on it."),
}


def sentence(why: str, words: Mapping[str, str | int]) -> str:
    """Return why a file is not read; an unknown reason is told as one that nobody knows."""
    try:
        return _(_SENTENCES[why]).format(**words)
    except (KeyError, IndexError, ValueError):
        return _(_SENTENCES["unreadable"])
