"""Compile `resources/ui/*.ui` into `src/planner/gui/forms/ui_*.py`.

    python tools/build_forms.py            write the modules, remove those without a form
    python tools/build_forms.py --check    only tell which are stale

Qt's own translation call is rewritten to `_()`, so that forms and code share one catalog. The output depends
on the form and the pinned PySide6 only.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "resources" / "ui"
MODULES = ROOT / "src" / "planner" / "gui" / "forms"

_LITERAL = r'u?"(?:[^"\\]|\\.)*"'
_TRANSLATE = re.compile(
    rf"QCoreApplication\.translate\({_LITERAL},\s*({_LITERAL}(?:\s*{_LITERAL})*),\s*(None|{_LITERAL})\)"
)


def main() -> int:
    """Write or compare; exit code 1 when something is stale."""
    parser = argparse.ArgumentParser(description="Compile the forms.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a module is stale")
    check = parser.parse_args().check
    wanted = {MODULES / f"ui_{form.stem}.py": compiled(form) for form in sorted(FORMS.glob("*.ui"))}
    stale = [path for path, content in wanted.items() if not path.exists() or read(path) != content]
    orphans = [path for path in sorted(MODULES.glob("ui_*.py")) if path not in wanted]
    for path in (*stale, *orphans):
        print(f"{'stale' if check else 'written' if path in wanted else 'removed'}: {path.relative_to(ROOT)}")
    if not check:
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
        for path in orphans:
            path.unlink()
    elif stale or orphans:
        print("Run: python3 dev.py build-forms")
    return 1 if check and (stale or orphans) else 0


def compiled(form: Path) -> str:
    """Return the module for a form: what uic says, with our header, our imports and our translation call."""
    uic = Path(sys.executable).with_name("pyside6-uic" + (".exe" if os.name == "nt" else ""))
    said = subprocess.run([str(uic), str(form)], capture_output=True, encoding="utf-8", check=False)
    if said.returncode or not said.stdout:
        raise SystemExit(f"{form.name}: {said.stderr.strip() or 'pyside6-uic said nothing'}")
    content = re.sub(r"\A(?:#.*\n|\n)+", "", said.stdout).strip()
    content = _TRANSLATE.sub(_ours, content)
    if "QCoreApplication.translate" in content:
        raise SystemExit(f"{form.name}: a text could not be given to the catalog; is it a plural?")
    content = re.sub(r"\n*^class ", f"\n\n{_imports(content)}\n\nclass ", content, count=1, flags=re.M)
    content = "\n".join(line.rstrip() for line in content.splitlines())
    header = f"# Made from resources/ui/{form.name} by tools/build_forms.py: edit the form, not this file."
    return f"{header}\n\n{content}\n"


def _ours(found: re.Match[str]) -> str:
    """Rewrite one call of Qt's; Designer's "disambiguation" becomes the context."""
    text, context = found[1], found[2]
    return f"_({text})" if context == "None" else f"pgettext({context}, {text})"


def _imports(content: str) -> str:
    names = [name for name in ("_", "pgettext") if re.search(rf"(?<!\w){name}\(", content)]
    return f"from planner.i18n import {', '.join(names)}\n" if names else ""


def read(path: Path) -> str:
    """Return a file's text with plain line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    raise SystemExit(main())
