"""One translation system for forms, code, method texts and documents: gettext.

Call `_()` when a text is shown, not when a module is loaded, so it follows `set_language`. Text at module
level is marked with `N_()` and given to `_()` where it is shown.
"""

import gettext
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from planner import assets
from planner.errors import PlannerError

DOMAIN = "planner"
SOURCE_LANGUAGE = "en"
PSEUDO = "qps"

# What comes through a translation unchanged: {fields}, %(name)s and %d, <tags>, &entities; &Shortcuts.
_KEPT = re.compile(r"(\{[^{}]*\}|%(?:\(\w+\))?[-+#0]*[\d.]*[sdifrgx]|%%|%n|</?\w[^<>]*>|&#?\w+;|&\w)")
_ACCENTS = str.maketrans(
    "AaBbCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz",
    "ÀàßƀÇçÐðÉéĞğĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž",
)
_GROWTH = 0.4


class _PseudoTranslations(gettext.NullTranslations):
    """A made-up language, accented, longer, in brackets: what stays plain English is not translated yet."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  as gettext has it
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return pseudo(msgid1 if n == 1 else msgid2)


class UnknownLanguage(PlannerError):
    """There is no catalog for a language that was asked for by its code; nothing was written."""


@dataclass(frozen=True)
class _Spoken:
    """A language and its catalog."""

    code: str
    catalog: gettext.NullTranslations


_ENGLISH = _Spoken(SOURCE_LANGUAGE, gettext.NullTranslations())


class _Current:
    """The language in use everywhere; one slot, changed only by `set_language`."""

    spoken: _Spoken = _ENGLISH


_here: ContextVar[_Spoken | None] = ContextVar("spoken here", default=None)
"""The language of one thread for a while, where `speaking` has set one."""


def pseudo(message: str) -> str:
    """Return `message` as the made-up language says it, with every placeholder kept."""
    if not message.strip():
        return message
    parts = _KEPT.split(message)
    said = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    letters = sum(len(part) for part in parts[::2])
    return f"[{said}{'~' * max(1, round(letters * _GROWTH) - 2)}]"


def languages() -> list[str]:
    """Return the codes that `set_language` knows, English first; the made-up one is left out."""
    folder = assets.entry("locale")
    shipped = [item.name for item in folder.iterdir() if item.is_dir()] if folder.is_dir() else []
    return [SOURCE_LANGUAGE, *sorted(code for code in shipped if _catalog_file(code).is_file())]


def language() -> str:
    """Return the code of the language in use."""
    return _spoken().code


def set_language(code: str) -> str:
    """Speak `code`, or else its language without the region, or else English; return what was chosen."""
    _Current.spoken = _find(code) or _ENGLISH
    return _Current.spoken.code


@contextmanager
def speaking(code: str) -> Iterator[str]:
    """Speak another language in this thread until the block ends: for one document; "" changes nothing.

    Other threads, the window among them, go on as they were. A code is a language with or without its region
    (es, es-MX); yields the code that is spoken.

    Raises:
        UnknownLanguage: there is no catalog for it. A document in another language than the one asked for
            would be noticed by those who cannot read it.
    """
    if not code:
        yield language()
        return
    found = _find(code)
    if found is None:
        known = ", ".join(languages())
        raise UnknownLanguage(
            _("No documents can be made in the language “{code}”.").format(code=code),
            do=_("Choose one of these: {codes}.").format(codes=known),
        )
    before = _here.set(found)
    try:
        yield found.code
    finally:
        _here.reset(before)


def _spoken() -> _Spoken:
    return _here.get() or _Current.spoken


def _find(code: str) -> _Spoken | None:
    """Return a language with its catalog, or without its region; None where neither is known."""
    wanted = code.replace("-", "_")
    if wanted == PSEUDO:
        return _Spoken(PSEUDO, _PseudoTranslations())
    for candidate in (wanted, wanted.partition("_")[0]):
        if re.fullmatch(r"[A-Za-z_]{2,20}", candidate) and _catalog_file(candidate).is_file():
            content = io.BytesIO(_catalog_file(candidate).read_bytes())
            return _Spoken(candidate, gettext.GNUTranslations(content))
        if candidate == SOURCE_LANGUAGE:
            return _ENGLISH
    return None


def _(message: str) -> str:
    """Translate `message`; an empty text stays empty."""
    return _spoken().catalog.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate the form that fits `number`; the caller fills the number in."""
    return _spoken().catalog.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Translate a `message` that means different things in different places."""
    return _spoken().catalog.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  the name gettext tools look for
    """Mark `message` for the catalogs; whoever shows it calls `_()`."""
    return message


def _catalog_file(code: str) -> Traversable:
    return assets.entry(f"locale/{code}/LC_MESSAGES/{DOMAIN}.mo")
