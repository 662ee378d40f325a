"""One thread speaks another language for a while, and the rest of the program does not."""

import io
import threading
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from planner import assets, documents, i18n
from planner.domain.plan import Plan
from planner.exports.request import Request


@pytest.fixture
def spanish(tmp_path, monkeypatch):
    catalog = Catalog(locale="es")
    catalog.add("Undo", "Deshacer")
    catalog.add(("{n} risk", "{n} risks"), ("{n} riesgo", "{n} riesgos"))
    catalog.add("Open", "Abierto", context="state")
    content = io.BytesIO()
    write_mo(content, catalog)
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "planner.mo").write_bytes(content.getvalue())
    monkeypatch.setattr(assets, "_ROOT", tmp_path)


def said():
    return i18n._("Undo"), i18n.ngettext("{n} risk", "{n} risks", 2), i18n.pgettext("state", "Open")


def test_the_block_speaks_and_gives_back_what_was_spoken(spanish):
    english = said()
    with i18n.speaking("es-MX") as code:
        assert code == i18n.language() == "es"
        assert said() == ("Deshacer", "{n} riesgos", "Abierto")
        with i18n.speaking("en-US"):
            assert said() == english
        with i18n.speaking(""):
            assert i18n.language() == "es"
        assert i18n.language() == "es"
    assert (said(), i18n.language()) == (english, "en")
    with pytest.raises(ZeroDivisionError), i18n.speaking("es"):
        raise ZeroDivisionError
    assert i18n.language() == "en"


def test_other_threads_go_on_as_they_were(spanish):
    inside, done, heard = threading.Event(), threading.Event(), []

    def export():
        with i18n.speaking("es"):
            inside.set()
            done.wait(10)
            heard.append(said()[0])

    thread = threading.Thread(target=export)
    thread.start()
    assert inside.wait(10)
    assert said()[0] == "Undo"
    done.set()
    thread.join(10)
    assert heard == ["Deshacer"]


def test_a_language_without_a_catalog_is_refused_in_words(spanish):
    for code in ("tlh", "../../etc", "x" * 500):
        with pytest.raises(i18n.UnknownLanguage, match="en, es"), i18n.speaking(code):
            pass


def test_a_document_speaks_the_language_that_was_asked_for(tmp_path):
    request = Request(as_of=date(2026, 11, 15), language=i18n.PSEUDO)
    told = []
    kind = documents.KINDS["json"]
    documents.write(
        Plan(), kind, tmp_path / "plan.json", request, lambda _done, _all, what: not told.append(what)
    )
    assert told[0].startswith("[")
    assert i18n.language() == "en"
    with pytest.raises(i18n.UnknownLanguage):
        documents.write(Plan(), kind, tmp_path / "no.json", Request(as_of=date(2026, 11, 15), language="tlh"))
    assert not (tmp_path / "no.json").exists()
