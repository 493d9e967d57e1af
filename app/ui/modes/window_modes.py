"""WindowModes: opens and closes the mini window, and keeps it fed while it is there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui import mode_sentences
from app.ui.geometry import give_back_geometry, keep_geometry
from app.ui.keys import Keys
from app.ui.live.alert_banner import Notice
from app.ui.live.live_page import LivePage
from app.ui.sentences import Origin
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.engine.events import SnapshotTaken
    from app.ui.modes.mini_window import MiniWindow

_FULL_SCREEN_COVERS = frozenset({"xcb", "cocoa"})  # what lies on top there lies below full screen
_GEOMETRY_KEY = "mini/geometry"


class WindowModes(QObject):
    """The mini window, made when it is first wanted. `keys` work in it as in the main window."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        live: LivePage,
        *,
        keys: dict[str, Callable[[], object]],
        origin: Origin,
        settings: QSettings | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._keys = keys
        self._origin = origin
        self._lost = live.lost
        self._settings = settings
        self.notice: Notice | None = None  # what the banner says now
        self._latest: SnapshotTaken | None = None
        self._has_told = False
        self.mini: MiniWindow | None = None
        live.banner.notice_shown.connect(self._keep_notice)

    def show_snapshot(self, taken: "SnapshotTaken") -> None:
        """Hands a reading on."""
        self._latest = taken
        if self.mini is not None:
            self.mini.show_snapshot(taken)

    @property
    def is_mini_shown(self) -> bool:
        """Whether the mini window is open."""
        return self.mini is not None and self.mini.isVisible()

    @Slot()
    def toggle_mini(self) -> None:
        """Opens the mini window and puts the main one away, or the other way round."""
        if self.is_mini_shown:
            self.bring_back()
            return
        mini = self.mini = self.mini or self._make_mini()
        mini.let_clicks_through(False)
        mini.show()
        mini.activateWindow()
        self._window.showMinimized()
        platform = QGuiApplication.platformName()
        if platform.startswith("wayland"):
            mini.tell(mode_sentences.not_on_top(), mode_sentences.how_to_be_on_top())
        elif not self._has_told and self.notice is None:
            self._has_told = True
            covers = platform in _FULL_SCREEN_COVERS
            mini.tell(mode_sentences.under_full_screen() if covers else mode_sentences.how_to_leave())

    @Slot()
    def bring_back(self) -> None:
        """The main window again, as large as it was."""
        if self.is_mini_shown:
            self.close_mini()
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
            self._window.show()
            self._window.activateWindow()

    def close_mini(self) -> None:
        """Puts the mini window away."""
        if self.mini is None:
            return
        keep_geometry(self.mini, self._settings, _GEOMETRY_KEY)
        self.mini.hide()

    def _make_mini(self) -> "MiniWindow":
        from app.ui.modes.mini_window import MiniWindow  # noqa: PLC0415 - when it is first wanted

        mini = MiniWindow(self._theme, origin=self._origin, lost=self._lost)
        mini.back_requested.connect(self.bring_back)
        give_back_geometry(mini, self._settings, _GEOMETRY_KEY)
        keys = Keys(mini)
        for sequence, action in {**self._keys, "M": self.bring_back, "Esc": self.bring_back}.items():
            keys.add(sequence, action)
        if self._latest is not None:
            mini.show_snapshot(self._latest)
        mini.show_notice(self.notice)
        self._window.destroyed.connect(mini.deleteLater)
        return mini

    @Slot(object)
    def _keep_notice(self, notice: Notice | None) -> None:
        self.notice = notice
        if self.mini is not None:
            self.mini.show_notice(notice)
