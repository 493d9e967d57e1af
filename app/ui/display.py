"""Whether a window can be opened at all, asked without Qt: where Qt finds no screen it ends the process."""

import ctypes
import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import StrEnum

from app.ui.qt import FONT_LIBRARY

_X11_CLIENT = "libxcb.so.1"
_X11_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")  # those that a bare system lacks
_QT_LIBRARIES = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", FONT_LIBRARY, "libglib-2.0.so.0")


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
    nothing_held = ExitStack()
    if importlib.util.find_spec("PySide6") is None:
        raise WindowUnavailableError(WindowProblem.NO_QT)
    if not platform.startswith("linux"):
        return nothing_held
    _check_libraries(_QT_LIBRARIES)
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen not in {"", "xcb", "wayland"}:
        return nothing_held
    if environment.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return nothing_held
    with ExitStack() as asked:
        asked.enter_context(_connected(environment.get("DISPLAY", "")))
        _check_libraries(_X11_LIBRARIES)
        return asked.pop_all()


def _check_libraries(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            raise WindowUnavailableError(WindowProblem.MISSING_LIBRARY, name) from None


@contextmanager
def _connected(display: str) -> Iterator[None]:
    """A connection to the X server, by Qt's own library. WindowUnavailableError where none lets us in."""
    if not display:
        raise WindowUnavailableError(WindowProblem.NO_DISPLAY)
    _check_libraries((_X11_CLIENT,))
    xcb = ctypes.CDLL(_X11_CLIENT)
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    try:
        if xcb.xcb_connection_has_error(connection):
            raise WindowUnavailableError(WindowProblem.NO_DISPLAY, display)
        yield
    finally:
        xcb.xcb_disconnect(connection)
