"""Whether a window can be opened at all, asked without Qt: where Qt finds no screen it ends the process."""

import ctypes
import importlib.util
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import ExitStack
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


def check_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> ExitStack:
    """WindowUnavailableError when Qt is missing, or when there is no screen it could open a window on.

    What it returns holds the X server that was asked: to be closed once Qt has a connection of its own. A
    server that nobody else is connected to starts anew when it is let go of, and Qt would wait for that.
    """
    held = ExitStack()
    if importlib.util.find_spec("PySide6") is None:
        raise WindowUnavailableError(WindowProblem.NO_QT)
    if not platform.startswith("linux"):
        return held
    _check_libraries(_QT_LIBRARIES)
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen not in {"", "xcb", "wayland"}:
        return held
    if environment.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return held
    _check_libraries(_X11_LIBRARIES)
    held.enter_context(_connected(environment.get("DISPLAY", "")))
    return held


def _check_libraries(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            raise WindowUnavailableError(WindowProblem.MISSING_LIBRARY, name) from None


def _connected(display: str) -> socket.socket:
    """A connection to the X server at `host:number.screen`. WindowUnavailableError where none listens."""
    host, _, numbers = display.rpartition(":")
    number = numbers.split(".")[0]
    if number.isdigit():
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (where X11 puts its sockets)
        local = host in {"", "unix"}
        for address in ("\0" + path, path) if local else ((host, _X11_FIRST_PORT + int(number)),):
            attempt = socket.socket(socket.AF_UNIX if local else socket.AF_INET)
            attempt.settimeout(_X11_LIMIT_S)
            try:
                attempt.connect(address)
            except OSError:
                attempt.close()
            else:
                return attempt
    raise WindowUnavailableError(WindowProblem.NO_DISPLAY, display)
