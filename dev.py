#!/usr/bin/env python3
"""Set up what District Planner needs, then do it.

    python3 dev.py run [ARGS]            open the application with the sample workshop
    python3 dev.py test [PYTEST ARGS]    run the tests, without a window
    python3 dev.py check                 style, types, imports, forms and translations
    python3 dev.py bench [--json OUT]    measure speed
    python3 dev.py torture [--full]      kills, power losses, faults, damage: what is lost (must be nothing)
    python3 dev.py build-forms           compile resources/ui into src/planner/gui/forms
    python3 dev.py build-locale          collect texts into resources/locale, compile the catalogs
    python3 dev.py lock                  choose dependency versions anew (needs uv)
    python3 dev.py setup                 only set up

Needs Python 3.11 or newer and nothing else. Everything goes into .venv and out, next to this file.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "District Planner needs Python 3.11 or newer; this is Python %d.%d. Try: python3.11 dev.py"
        % sys.version_info[:2]
    )

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.sha256"
LOCK = ROOT / "requirements" / "dev.lock"
RUNTIME_LOCK = ROOT / "requirements" / "runtime.lock"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

# Debian package → the library that Qt loads. Proved in bare Debian 12 systems.
QT_OFFSCREEN = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libfontconfig1": "libfontconfig.so.1",
}
QT_WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}

# What `check` runs: name → command, with programs looked up in .venv.
CHECKS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "imports": ["lint-imports"],
    **{
        f"{tool.stem.removeprefix('build_')} fresh": ["python", str(tool), "--check"]
        for tool in sorted((ROOT / "tools").glob("build_*.py"))
    },
}


def main() -> int:
    """Read the command line, set up, do the one thing."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": run,
        "test": test,
        "check": check,
        "bench": bench,
        "torture": torture,
        "build-forms": build_forms,
        "build-locale": build_locale,
        "lock": lock,
        "setup": lambda _args: 0,
    }
    parser.add_argument("command", choices=commands)
    parser.add_argument("args", nargs=argparse.REMAINDER, help="handed on")
    asked = parser.parse_args()
    if asked.command != "lock":
        window = asked.command == "run" and has_display()
        set_up_system({**QT_OFFSCREEN, **QT_WINDOW} if window else QT_OFFSCREEN)
        set_up_venv()
    return commands[asked.command](asked.args)


# --- Commands ---------------------------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """Open the application; where there is no display, write what it would show."""
    if has_display():
        return call([PYTHON, "-m", "planner", "--with-sample", *args])
    out = ROOT / "out"
    say(f"There is no display: writing the sample workshop, its plan and a picture of every page to {out}")
    return call([PYTHON, "-m", "planner.demo", "--out", out, *args], offscreen=True)


def test(args: list[str]) -> int:
    """Run the tests, away from the files of the person who runs them.

    There is one worker more than processors, because rows of the torture rig wait much of their time.
    """
    every = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    return call([PYTHON, "-m", "pytest", *(args or every)], offscreen=True)


def check(_args: list[str]) -> int:
    """Run every check, show what the failed ones said, and a table."""
    rows = []
    for name, (program, *words) in CHECKS.items():
        found = PYTHON if program == "python" else SCRIPTS / program
        start = time.perf_counter()
        done = subprocess.run(
            [str(found), *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        rows.append((name, done.returncode == 0, time.perf_counter() - start))
        if done.returncode:
            say(f"--- {name}: {shlex.join([program, *words])}", done.stdout.rstrip(), "")
    for name, good, seconds in rows:
        say(f"{name:<14}{'ok' if good else 'FAILED':<8}{seconds:6.1f} s")
    return 0 if all(good for _, good, _ in rows) else 1


def bench(args: list[str]) -> int:
    """Measure speed, each figure beside its floor."""
    return call([PYTHON, "bench", *args], offscreen=True)


def torture(args: list[str]) -> int:
    """Kill, fault and damage, and count what is lost; a row that cannot run here says why."""
    return call([PYTHON, "-m", "torture", *args], offscreen=True)


def build_forms(args: list[str]) -> int:
    """Compile the forms that Qt Designer edits."""
    return call([PYTHON, "tools/build_forms.py", *args])


def build_locale(args: list[str]) -> int:
    """Collect every text that people read, and compile the catalogs."""
    return call([PYTHON, "tools/build_locale.py", *args])


def lock(args: list[str]) -> int:
    """Write the lock files: exact versions and hashes for every system and every Python from 3.11."""
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("`lock` needs uv on the path: pip install uv")
    failure = "No versions fit together."
    everywhere = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    terse = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    compiled: list[str | Path] = [uv, "pip", "compile", *everywhere, *terse, *args, "pyproject.toml"]
    must([*compiled, "-o", RUNTIME_LOCK], failure, quiet=True)
    must([*compiled, "--extra", "dev", "-c", RUNTIME_LOCK, "-o", LOCK], failure, quiet=True)
    return 0


# --- Set-up -----------------------------------------------------------------------------------------------


def set_up_venv() -> None:
    """Make .venv, and make it anew when Python or the lock file changed; hashes say what may go in."""
    made_from = [f"{sys.version}\n{sys.base_prefix}\n".encode(), LOCK.read_bytes()]
    installed_from = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "setup.py")]
    environment = hashlib.sha256(b"".join(made_from)).hexdigest()
    project = hashlib.sha256(b"".join(installed_from)).hexdigest()
    stamp = STAMP.read_text().split() if STAMP.exists() else []
    if stamp == [environment, project] and PYTHON.exists():
        return
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if stamp[:1] != [environment] or not PYTHON.exists():
        say("Setting up .venv: about a minute and 500 MB, once")
        STAMP.unlink(missing_ok=True)
        must(
            [getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", VENV],
            "The virtual environment could not be made.",
        )
        must(
            [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", LOCK],
            "The dependencies could not be installed. Is there a network? The same command tries again.",
        )
    STAMP.unlink(missing_ok=True)
    must(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "District Planner could not be installed into .venv.",
    )
    STAMP.write_text(f"{environment}\n{project}\n")


def set_up_system(libraries: dict[str, str]) -> None:
    """Install the system libraries Qt needs where that is allowed; else print the command and stop."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, library in libraries.items() if not can_load(library)]
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        missing.append("python%d.%d-venv" % sys.version_info[:2])
    if not missing:
        return
    if shutil.which("apt-get") is None:
        names = [libraries.get(package, package) for package in missing]
        hint = ["On Fedora: sudo dnf install " + shlex.join(f"{name}()(64bit)" for name in names)]
        raise SystemExit("\n".join(["Qt needs these libraries from the system: " + ", ".join(names), *hint]))
    root = os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    allowed = root or (
        shutil.which("sudo") is not None
        and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not allowed:
        raise SystemExit(
            "Some system packages are missing. Install them, then run the same command again:\n\n"
            f"    sudo apt-get update && sudo {shlex.join(install)}\n"
        )
    say("Installing what Qt needs from the system: " + " ".join(missing))
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL)  # an old list may do as well
    must([*apt, *install[1:]], f"Run it by hand: sudo {shlex.join(install)}", quiet=True)


def can_load(library: str) -> bool:
    """Tell whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- Programs ---------------------------------------------------------------------------------------------


def call(command: Sequence[str | Path], *, offscreen: bool = False) -> int:
    """Run a program in this folder and return its exit code; offscreen also means private data folders."""
    if not offscreen:
        return wait_for(command)
    with tempfile.TemporaryDirectory(prefix="district-planner-") as private:
        folders = {"XDG_RUNTIME_DIR": private, "DISTRICT_PLANNER_DATA": str(Path(private) / "data")}
        compiled = {
            "PYTHONDONTWRITEBYTECODE": ""
        }  # once is enough for the hundreds of processes of the tests
        paths = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        return wait_for(command, {**paths, **compiled, **folders})


def wait_for(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Run a program; Ctrl+C is its own affair."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, cwd=ROOT, env={**os.environ, **(environment or {})}) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def must(command: Sequence[str | Path], otherwise: str, *, quiet: bool = False) -> None:
    """Run a program that has to succeed."""
    words = [str(word) for word in command]
    output = subprocess.DEVNULL if quiet else None
    if subprocess.run(words, cwd=ROOT, stdout=output).returncode:
        raise SystemExit(f"{otherwise}\nThis failed: {shlex.join(words)}")


def say(*lines: str) -> None:
    """Print lines at once, so that they keep their place among the output of programs."""
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
