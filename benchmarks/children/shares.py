"""The share of a core at one beat a second, with the window in each of its states in turn; as JSON.

python -m benchmarks.children.shares HOME

A state that the screen does not have (no window manager: nothing is ever minimised) is told as null.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.children.live_window import LiveWindow, application
from benchmarks.children.told import tell

WATCHED_S = 15.0
CONNECTED_AFTER_S = 6.0  # from the start: connected, the session running, the first readings painted
SETTLED_AFTER_S = 2.0
LONG_S = 4 * 3600.0
PACED = 1.001  # as in life, but on a loop that can be hurried

Then = Callable[[], None]


class Shares:
    """Percent of one core in each state."""

    def __init__(self, live: LiveWindow) -> None:
        self._live = live
        self._told: dict[str, float | None] = {}
        self._states: list[tuple[str, Callable[[Then], None]]] = [
            ("open", self._stay),
            ("open, 4 h", self._grow_old),
            ("glance", self._fill_screen),
            ("mini", self._shrink),
            ("minimised", self._close_mini),
            ("hidden", self._hide),
        ]
        _after(CONNECTED_AFTER_S, self._next_state)

    def _next_state(self) -> None:
        if not self._states:
            tell(**self._told)
            self._live.life.end()
            QCoreApplication.quit()
            return
        name, come_to = self._states.pop(0)
        come_to(lambda: _after(SETTLED_AFTER_S, lambda: self._watch(name)))

    def _watch(self, name: str) -> None:
        before_s, began_s = time.process_time(), time.monotonic()

        def end() -> None:
            percent = 100 * (time.process_time() - before_s) / (time.monotonic() - began_s)
            self._told[name] = percent if self._is_true(name) else None
            self._next_state()

        _after(WATCHED_S, end)

    def _is_true(self, name: str) -> bool:
        """Whether the main window is to be seen exactly where it should be."""
        handle = self._live.window.windowHandle()
        is_seen = self._live.window.isVisible() and handle is not None and handle.isExposed()
        return is_seen == (name in {"open", "open, 4 h", "glance"})

    def _stay(self, then: Then) -> None:
        then()

    def _grow_old(self, then: Then) -> None:
        self._live.forward(LONG_S, then)

    def _fill_screen(self, then: Then) -> None:
        self._live.window.show_page("glancePage")
        then()

    def _shrink(self, then: Then) -> None:
        self._live.window.show_page("livePage")
        self._live.window.modes.toggle_mini()
        then()

    def _close_mini(self, then: Then) -> None:
        """The main window was minimised when the mini one came."""
        self._live.window.modes.close_mini()
        then()

    def _hide(self, then: Then) -> None:
        self._live.window.hide()
        then()


def _after(wait_s: float, act: Then) -> None:
    QTimer.singleShot(round(wait_s * 1e3), act)


def main() -> None:
    qt = application()
    live = LiveWindow(Path(sys.argv[1]), speed=PACED)
    shares = Shares(live)
    live.life.show()
    qt.exec()
    del shares


if __name__ == "__main__":
    main()
