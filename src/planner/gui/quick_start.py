"""What makes the start quick: done before anything else of the window is imported."""

import gc
import importlib
from typing import Any

_YOUNG = 20_000  # objects; Python's own 700 runs the collector two hundred times before the first paint


def make_start_quick() -> None:
    """Collect garbage less often, and keep PySide6 from reading sources.

    Imports and a new page make many objects and little garbage, so that looking for it took a third of the
    time from start to a workshop on the screen.
    """
    gc.set_threshold(_YOUNG, 20, 20)
    _leave_sources_unread()


def _leave_sources_unread() -> None:
    """Answer at once, with no, what PySide6 wants to know of every module that is imported after it.

    It looks for its own name in the module's text, to know whether Python-style names (`from __feature__
    import snake_case`) may be switched on in it. We never switch them on. The hook is part of 6.11.3, which
    is pinned; where another version has none, nothing happens.
    """
    importlib.import_module("PySide6.QtCore")
    try:
        feature: Any = importlib.import_module("shibokensupport.feature")
    except ImportError:
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_no_features


def _uses_no_features(_module: object) -> bool:
    return False
