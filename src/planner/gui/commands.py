"""The commands of the window and their keys: one list for the shortcuts and for the help that shows them."""

from dataclasses import dataclass

from planner.i18n import N_


@dataclass(frozen=True)
class Command:
    """A command: its name in code, the words people see, and its keys (the first one is shown), if any."""

    name: str
    label: str
    keys: tuple[str, ...]


COMMANDS = (
    Command("next_step", N_("Go to the next step"), ("Ctrl+Return", "Ctrl+Enter")),
    Command("step_forward", N_("One step forward"), ("Ctrl+PgDown",)),
    Command("step_back", N_("One step back"), ("Ctrl+PgUp",)),
    Command("undo", N_("Undo"), ("Ctrl+Z",)),
    Command("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("find", N_("Find any text in the plan"), ("Ctrl+F",)),
    Command("saved", N_("Name this moment in the history…"), ("Ctrl+S",)),
    Command("history", N_("History…"), ("Ctrl+H",)),
    Command("backups", N_("Backups…"), ()),
    Command("send", N_("Send to…"), ()),
    Command("table_copy", N_("Make a copy for a table…"), ()),
    Command("bring_back", N_("Bring back copies of tables…"), ()),
    Command("comments", N_("Comments received"), ("Ctrl+R",)),
    Command("export", N_("Export the plan"), ("Ctrl+E",)),
    Command("guide", N_("Show or hide the guide"), ("F9",)),
    Command("timer", N_("Start or pause the timer"), ("F8",)),
    Command("home", N_("Go to the home page"), ("Alt+Home",)),
)
"""What works in an open workshop."""

MENU = (
    "undo",
    "redo",
    "",
    "history",
    "saved",
    "backups",
    "",
    "send",
    "table_copy",
    "bring_back",
    "",
    "comments",
)
"""The commands of the workshop's menu in the top bar, by name; "" draws a line."""

EVERYWHERE = (
    Command("help", N_("Help for this step"), ("F1",)),
    Command("larger", N_("Everything larger"), ("Ctrl++", "Ctrl+=")),
    Command("smaller", N_("Everything smaller"), ("Ctrl+-",)),
    Command("normal_size", N_("Normal size"), ("Ctrl+0",)),
)
"""What works on the home page too."""

IN_PLACE = (
    (N_("Tab"), N_("Go to the next field")),
    (N_("Ctrl+Tab"), N_("Go to the next part of the step")),
    (N_("Enter"), N_("Finish the field; in a list, start a new line")),
    (N_("Esc, then Tab"), N_("Leave a table")),
    (N_("Esc"), N_("Close a panel, or go from the fields back to the drawing")),
)
"""Keys that fields and panels know by themselves: what to press, what it does."""
