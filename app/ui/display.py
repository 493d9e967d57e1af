"""Whether a window can be opened at all, asked without Qt: where Qt finds no screen it ends the process."""

import ctypes
import importlib.util
import os
import socket
import sys
from collections.abc import Mapping
from enum import StrEnum

_X11_FIRST_PORT = 6000
_X11_LIMIT_S = 2.0
_X11_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")  # those that a bare system lacks
_QT_LIBRARIES = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1", "libglib-2.0.so.0")


class WindowProblem(StrEnum):
    """Why there is no window; the sentences are the terminal's."""

    NO_QT = "no_qt"
    NO_DISPLAY = "no_display"
    MISSING_LIBRARY = "missing_library"


class WindowUnavailableError(Exception):
    """No window can be opened. `detail` names the display or the library."""

    def __init__(self, problem: WindowProblem, detail: str = "") -> None:
        super().__init__(f"{problem.value}: {detail}" if detail else problem.value)
        self.problem = problem
        self.detail = detail


def check_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """WindowUnavailableError when Qt is missing, or when there is no screen it could open a window on."""
    if importlib.util.find_spec("PySide6") is None:
        raise WindowUnavailableError(WindowProblem.NO_QT)
    if not platform.startswith("linux"):
        return
    _check_libraries(_QT_LIBRARIES)
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen not in {"", "xcb", "wayland"}:
        return
    if environment.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return
    display = environment.get("DISPLAY", "")
    if not display or not _answers(display):
        raise WindowUnavailableError(WindowProblem.NO_DISPLAY, display)
    _check_libraries(_X11_LIBRARIES)


def _check_libraries(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            raise WindowUnavailableError(WindowProblem.MISSING_LIBRARY, name) from None


def _answers(display: str) -> bool:
    """Whether an X server listens at `host:number.screen`."""
    host, _, numbers = display.rpartition(":")
    number = numbers.split(".")[0]
    if not number.isdigit():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (where X11 puts its sockets)
        return any(_connects(socket.AF_UNIX, address) for address in ("\0" + path, path))
    return _connects(socket.AF_INET, (host, _X11_FIRST_PORT + int(number)))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family) as attempt:
            attempt.settimeout(_X11_LIMIT_S)
            attempt.connect(address)
    except OSError:
        return False
    return True
