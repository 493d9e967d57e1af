#!/usr/bin/env python3
"""Sets up what is missing, then runs Sidebeat: `python3 run.py`, or its tests, or its measurements.

    python3 run.py [ARGUMENTS OF sidebeat]      the window, or the sub-command that is named
    python3 run.py test [ARGUMENTS OF pytest]
    python3 run.py bench | soak [--help]

Standard library only. Everything Python needs goes into `.venv` beside this file, pinned and hashed by the lock
files; what Linux lacks comes from its package manager: at once as root, by one printed command otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST, NEWEST = (3, 11), (3, 15)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = (
    VENV / "sidebeat.json"
)  # what is installed; written last, so that an interrupted installation never looks whole
LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
TASKS = {
    "test": ["-m", "pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"],
    "bench": ["-m", "benchmarks", "bench"],
    "soak": ["-m", "benchmarks", "soak"],
}

# A package manager's commands; the columns of the tables below are in the same order.
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
    "libfontconfig.so.1": (
        "libfontconfig1 fonts-dejavu-core",
        "fontconfig dejavu-sans-fonts",
        "fontconfig ttf-dejavu",
    ),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libpulse.so.0": ("libpulse0", "pulseaudio-libs", "libpulse"),
}
DBUS_DAEMON = ("dbus-daemon", "dbus-daemon", "dbus")
VENV_MODULE = ("python3.%d-venv" % sys.version_info[1], "python3-libs", "python")


class SetupError(Exception):
    """Why Sidebeat cannot be set up, in words for the person who started it."""


def wants_window(arguments: list[str]) -> bool:
    """Whether sidebeat opens a window for these arguments: there is a display, and no sub-command in the way."""
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


def missing_from_linux(*, qt: bool, dbus: bool) -> list[tuple[str, str, str]]:
    """The packages behind what this Linux lacks, asked of the dynamic loader itself."""
    missing = [] if shutil.which("dbus-daemon") or not dbus else [DBUS_DAEMON]
    if qt:
        import ctypes  # noqa: PLC0415  # 10 ms that sub-commands need not pay

        for library, packages in QT_LIBRARIES.items():
            try:
                ctypes.CDLL(library)
            except OSError:
                missing.append(packages)
    return missing


def install_from_linux(missing: list[tuple[str, str, str]], purpose: str) -> None:
    """Installs the packages as root, or raises SetupError with the one command that would."""
    found = [(column, name) for column, name in enumerate(MANAGERS) if shutil.which(name)]
    if not found:
        raise SetupError(
            f"Missing for {purpose}, and no apt, dnf or pacman here: " + ", ".join(p[0] for p in missing)
        )
    column, name = found[0]
    packages = sorted({package for row in missing for package in row[column].split()})
    commands = [*MANAGERS[name][:-1], [*MANAGERS[name][-1], *packages]]
    if os.geteuid() != 0:
        by_hand = " && ".join(" ".join(["sudo", *command]) for command in commands)
        raise SetupError(
            f"Some packages of this system are missing for {purpose}. Install them with:\n\n    {by_hand}\n"
        )
    say(f"Installing for {purpose}: {' '.join(packages)}")
    for command in commands:
        call(command, DEBIAN_FRONTEND="noninteractive")


def site_packages() -> Path:
    """Where .venv keeps its packages for this Python."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / "python{}.{}".format(*sys.version_info[:2]) / "site-packages"


def venv_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def installed_names() -> list[str]:
    """What lies in .venv's site-packages, caches apart; empty when there is none."""
    try:
        return sorted(set(os.listdir(site_packages())) - {"__pycache__"})
    except OSError:
        return []


def fingerprint(locks: list[Path]) -> dict[str, str]:
    """A digest of each lock file, and the Python they are installed for."""
    digests = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    return {"python": "{}.{}".format(*sys.version_info[:2]), **digests}


def read_stamp() -> dict[str, object]:
    """What the last installation wrote; empty when there was none or its stamp cannot be read."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def up_to_date(locks: list[Path]) -> bool:
    """Whether .venv is whole and holds what these lock files ask for."""
    stamp = read_stamp()
    names = stamp.get("installed")
    return (
        isinstance(names, list)
        and all(stamp.get(key) == value for key, value in fingerprint(locks).items())
        and venv_python().exists()
        and set(names) <= set(installed_names())
    )


def repairable() -> bool:
    """Whether an installation can go on in this .venv; if not (half made, damaged, another Python), it is made anew."""
    stamp = read_stamp()
    names = stamp.get("installed", ["pip"])  # without a stamp somebody made it by hand, which is as good
    return venv_python().exists() and isinstance(names, list) and set(names) <= set(installed_names())


def install(locks: list[Path]) -> None:
    """Brings .venv to what the lock files say, with uv where there is one."""
    uv = shutil.which("uv")
    anew = not repairable()
    if anew:
        say("Making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(json.dumps({"installed": None}))
    base = getattr(sys, "_base_executable", sys.executable)  # should it be .venv's own Python that runs this
    if anew and uv:
        call([uv, "venv", "--quiet", "--allow-existing", "--python", base, str(VENV)])
    elif anew:
        make_venv(base)
    say("Installing the pinned packages: some 400 MB, once")
    if uv:
        installer = [uv, "pip", "install", "--python", str(venv_python())]
    else:
        installer = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    call([*installer, "--require-hashes", *(f"--requirement={lock}" for lock in locks)])
    (site_packages() / "sidebeat.pth").write_text(os.path.relpath(ROOT, site_packages()) + "\n")
    whole = json.dumps({**fingerprint(locks), "installed": installed_names()}, indent=1)
    half = STAMP.with_suffix(".new")
    half.write_text(whole)
    half.replace(STAMP)


def make_venv(python: str) -> None:
    """Makes .venv with pip inside; Debian keeps the module for that in a package of its own."""
    from importlib.util import find_spec  # noqa: PLC0415  # rarely needed, and not free

    if find_spec("ensurepip") is None:
        install_from_linux([VENV_MODULE], "a virtual environment")
    call([python, "-m", "venv", str(VENV)])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keeps a second start from installing into the same .venv meanwhile (not on Windows)."""
    with LOCK.open() as handle:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415  # does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def prepare(locks: list[Path], *, qt: bool, dbus: bool) -> None:
    """Sets up what is missing. SetupError when it cannot be."""
    if not up_to_date(locks):
        with one_at_a_time():
            if not up_to_date(locks):
                install(locks)
    if sys.platform == "linux":
        missing = missing_from_linux(qt=qt, dbus=dbus)
        if missing:
            install_from_linux(missing, "the tests" if dbus else "the window")


def say(line: str) -> None:
    """One line about what happens now; standard output stays the program's own."""
    print(f"run.py: {line}", file=sys.stderr, flush=True)


def call(command: list[str], **environment: str) -> None:
    """Runs a step of the set-up, its output shown on standard error. SetupError when it fails."""
    try:
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, **environment})
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"This step failed, for the reason above: {' '.join(command)}") from error


def hand_over(command: list[str]) -> int:
    """Becomes the command where the system can, so that signals reach it; else waits for its exit status."""
    if os.name == "posix":
        os.execv(command[0], command)
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the command had it too, and decides


def main(arguments: list[str]) -> int:
    """Sets up, hands over, and answers with the exit status."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = "{}.{}".format(*sys.version_info[:2])
        print(f"Sidebeat runs on Python 3.11 to 3.15, and this is Python {here}.", file=sys.stderr)
        return 1
    task = arguments[0] if arguments and arguments[0] in TASKS else None
    try:
        if task is None:
            prepare([LOCK], qt=wants_window(arguments), dbus=False)
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
