#!/usr/bin/env python3
"""Sets up what is missing, then runs Sidebeat: `python3 run.py`, or its tests, or its measurements.

    python3 run.py [ARGUMENTS OF sidebeat]      the window, or the sub-command that is named
    python3 run.py test [ARGUMENTS OF pytest]
    python3 run.py bench | soak [--help]

Standard library only. What Python needs goes into `.venv` beside this file, pinned and hashed by the lock
files; what Linux lacks comes from its package manager: at once as root, by one printed command otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 15)
PYTHON = "{}.{}".format(*sys.version_info[:2])
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "sidebeat.json"  # what is installed; written last, so half an installation never looks whole
LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
TASKS = {
    "test": ["-m", "pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"],
    "bench": ["-m", "benchmarks", "bench"],
    "soak": ["-m", "benchmarks", "soak"],
}

# What the rows below name: one thing's package in apt, dnf and pacman.
MANAGERS = {
    "apt-get": [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends"]],
    "dnf": [["dnf", "install", "-y"]],
    "pacman": [["pacman", "-Sy", "--needed", "--noconfirm"]],
}
QT_LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libpulse.so.0": ("libpulse0", "pulseaudio-libs", "libpulse"),
}
FONTS = ("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
DBUS_DAEMON = ("dbus-daemon", "dbus-daemon", "dbus")
VENV_MODULE = (f"python{PYTHON}-venv", "python3-libs", "python")


class SetupError(Exception):
    """Why Sidebeat cannot be set up, in words for the person who started it."""


def wants_window(arguments: list[str]) -> bool:
    """Whether sidebeat opens a window for these arguments: there is a display, and no sub-command."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    rest = iter(arguments)
    for argument in rest:
        if argument in ("--home", "--athlete"):
            next(rest, None)
        elif argument in ("-h", "--help", "--version"):
            return False
        elif not argument.startswith("-"):
            return "--window" in arguments
    return True


def missing_from_linux(*, venv: bool, qt: bool, dbus: bool) -> list[tuple[str, str, str]]:
    """The packages behind what this Linux lacks of the things asked for."""
    missing = []
    if venv and not shutil.which("uv") and find_spec("ensurepip") is None:
        missing.append(VENV_MODULE)  # which Debian keeps apart from Python
    if dbus and not shutil.which("dbus-daemon"):
        missing.append(DBUS_DAEMON)
    if qt:
        missing += [packages for library, packages in QT_LIBRARIES.items() if not loads(library)]
        missing += [] if any(Path("/usr/share/fonts").rglob("*.[ot]tf")) else [FONTS]
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a library."""
    import ctypes  # noqa: PLC0415  # time that sub-commands need not pay

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_from_linux(missing: list[tuple[str, str, str]]) -> None:
    """Installs the packages as root, or raises SetupError with the one command that would."""
    found = [(column, name) for column, name in enumerate(MANAGERS) if shutil.which(name)]
    if not found:
        names = ", ".join(row[0] for row in missing)
        raise SetupError(f"Sidebeat needs these packages of the system, by their Debian names: {names}")
    column, name = found[0]
    *before, command = MANAGERS[name]
    commands = [*before, [*command, *sorted({row[column] for row in missing})]]
    if os.geteuid() != 0:
        by_hand = " && ".join(" ".join(["sudo", *words]) for words in commands)
        raise SetupError(f"Sidebeat needs some packages of the system. Install them with:\n\n    {by_hand}\n")
    say("Installing packages of the system")
    for words in commands:
        call(words, DEBIAN_FRONTEND="noninteractive")


def venv_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def site_packages() -> Path:
    """Where .venv keeps its packages for this Python."""
    library = VENV / "Lib" if os.name == "nt" else VENV / "lib" / f"python{PYTHON}"
    return library / "site-packages"


def installed_names() -> list[str]:
    """What lies in .venv's site-packages, caches apart; nothing when there is none."""
    try:
        return sorted({entry.name for entry in site_packages().iterdir()} - {"__pycache__"})
    except OSError:
        return []


def read_stamp() -> dict[str, object]:
    """What the last installation wrote; empty when there was none or it cannot be read."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def fingerprint(locks: list[Path]) -> dict[str, str]:
    """A digest of each lock file."""
    return {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}


def usable(stamp: dict[str, object]) -> bool:
    """Whether .venv is of this Python and still has all that the stamp names."""
    names = stamp.get("installed", ["pip"])  # without a stamp somebody made .venv by hand, which is as good
    return (
        isinstance(names, list)
        and stamp.get("python", PYTHON) == PYTHON
        and venv_python().exists()
        and set(names) <= set(installed_names())
    )


def up_to_date(locks: list[Path]) -> bool:
    """Whether .venv is whole and holds what these lock files ask for."""
    stamp = read_stamp()
    return fingerprint(locks).items() <= stamp.items() and usable(stamp)


def install(locks: list[Path]) -> None:
    """Brings .venv to what the lock files say, with uv where there is one; a half-made .venv is made anew."""
    uv = shutil.which("uv")
    anew = not usable(read_stamp())
    if anew:
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(exist_ok=True)
    STAMP.write_text('{"installed": null}')
    if anew:
        make_venv(uv)
    say("Installing the pinned packages (the first time a few hundred megabytes)")
    python = str(venv_python())
    by_uv = [uv or "", "pip", "install", "--compile-bytecode", f"--python={python}"]
    pip = by_uv if uv else [python, "-m", "pip", "install"]
    requirements = [f"--requirement={lock}" for lock in locks]
    call([*pip, "--require-hashes", *requirements], PIP_DISABLE_PIP_VERSION_CHECK="1")
    (site_packages() / "sidebeat.pth").write_text(os.path.relpath(ROOT, site_packages()) + "\n")
    stamp = {**fingerprint(locks), "python": PYTHON, "installed": installed_names()}
    half = STAMP.with_suffix(".new")
    half.write_text(json.dumps(stamp, indent=1))
    half.replace(STAMP)


def make_venv(uv: str | None) -> None:
    """Makes .venv with pip inside."""
    say("Making .venv")
    python = getattr(sys, "_base_executable", sys.executable)  # .venv's own cannot make .venv anew
    if uv:
        call([uv, "venv", "--quiet", "--seed", "--allow-existing", f"--python={python}", str(VENV)])
    else:
        call([python, "-m", "venv", str(VENV)])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keeps a second start from installing into the same .venv meanwhile (not on Windows)."""
    with LOCK.open() as handle:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415  # Windows has none

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def prepare(locks: list[Path], *, qt: bool, dbus: bool) -> None:
    """Sets up what is missing. SetupError when it cannot be."""
    ready = up_to_date(locks)
    missing = missing_from_linux(venv=not ready, qt=qt, dbus=dbus) if sys.platform == "linux" else []
    if missing:
        install_from_linux(missing)
    if not ready:
        with one_at_a_time():
            if not up_to_date(locks):
                install(locks)


def compile_sources() -> None:
    """Compiles what changed where Python was told not to keep what it compiles, as pip does for packages.

    Every start would compile Sidebeat anew: a fifth of a second for the window, seconds on a busy machine.
    """
    import compileall  # noqa: PLC0415  # nothing that the usual start needs

    for package in ("app", "ble"):
        compileall.compile_dir(ROOT / package, quiet=2)


def say(line: str) -> None:
    """One line about what happens now; standard output stays the program's own."""
    print(f"run.py: {line}", file=sys.stderr, flush=True)


def call(command: list[str], **environment: str) -> None:
    """Runs a step of the set-up, its output shown on standard error. SetupError when it fails."""
    try:
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, **environment})
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"run.py: This step failed, see above: {' '.join(command)}") from error


def hand_over(command: list[str]) -> int:
    """Becomes the command where the system can, so that signals reach it; else waits for its exit status."""
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  # a shell is not wanted
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the command had it too, and decides


def main(arguments: list[str]) -> int:
    """Sets up, hands over, and answers with the exit status."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        print(f"Sidebeat runs on Python 3.11 to 3.15, and this is Python {PYTHON}.", file=sys.stderr)
        return 1
    task = arguments[0] if arguments and arguments[0] in TASKS else None
    try:
        if task is None:
            prepare([LOCK], qt=wants_window(arguments), dbus=False)
            if sys.dont_write_bytecode:
                compile_sources()
            command = ["-m", "app", *arguments]
        else:
            prepare([LOCK, TEST_LOCK], qt=True, dbus=True)
            os.chdir(ROOT)
            command = [*TASKS[task], *arguments[1:]]
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return hand_over([str(venv_python()), "-P", *command])  # -P: an app.py in the current folder is not ours


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
