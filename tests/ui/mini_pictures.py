"""The mini window in every state, also faded over a bright and a dark film."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.snapshot import LiveStatus
from app.engine.events import SnapshotTaken
from app.ui.live.alert_banner import LOST_SIGN, Notice
from app.ui.live.zones_shown import LostSignal
from app.ui.modes.mini_fade import FADED_OPACITY
from app.ui.modes.mini_window import MiniWindow
from app.ui.theme import ColourChoice, Theme
from tests.ui.pictures import SETUP

MINI_SIZES = ((240, 104), (400, 172), (600, 258))
BRIGHT_FILM, DARK_FILM = "#FFFFFF", "#000000"


def _changed(taken: SnapshotTaken, **changes: object) -> SnapshotTaken:
    return replace(taken, snapshot=replace(taken.snapshot, **changes))  # type: ignore[arg-type]  # by name


def _riding(mini: MiniWindow, taken: SnapshotTaken) -> None:
    mini.show_snapshot(taken)


def _too_high(mini: MiniWindow, taken: SnapshotTaken) -> None:
    zone = SETUP.zone_model.zone_at(163)
    mini.show_snapshot(_changed(taken, bpm=163, zone=zone.number, zone_name=zone.name))
    mini.show_notice(Notice("Too high · ease off to below 152", sign="too_high"))


def _paused(mini: MiniWindow, taken: SnapshotTaken) -> None:
    mini.show_snapshot(_changed(taken, status=LiveStatus.PAUSED))


def _still_working(mini: MiniWindow, taken: SnapshotTaken) -> None:
    _paused(mini, taken)
    mini.show_notice(Notice("Paused, but you are working. Space resumes.", sign="warning"))


def _lost(mini: MiniWindow, taken: SnapshotTaken) -> None:
    lost = _changed(taken, bpm=None, zone=None, zone_name=None, elapsed_s=taken.snapshot.elapsed_s + 23)
    mini.show_snapshot(lost)
    mini.show_notice(Notice("The link broke; the recording goes on. Reconnecting, try 3.", sign=LOST_SIGN))


def _no_sensor(mini: MiniWindow, taken: SnapshotTaken) -> None:
    idle = _changed(taken, status=LiveStatus.IDLE, bpm=None, zone=None, zone_name=None, training_load=0.0)
    mini.show_snapshot(idle)
    mini.show_notice(Notice("No sensor yet: choose your strap or watch.", sign=LOST_SIGN))


def _click_through(mini: MiniWindow, taken: SnapshotTaken) -> None:
    mini.show_snapshot(taken)
    mini.let_clicks_through(True)


def _faded(mini: MiniWindow, taken: SnapshotTaken) -> None:
    mini.show_snapshot(taken)
    mini.fade.opacity_changed.emit(FADED_OPACITY)


MINI_SCENES: dict[str, Callable[[MiniWindow, SnapshotTaken], None]] = {
    "mini": _riding,
    "mini, too high": _too_high,
    "mini, paused": _paused,
    "mini, paused but working": _still_working,
    "mini, signal lost": _lost,
    "mini, no sensor": _no_sensor,
    "mini, clicks go through": _click_through,
    "mini, faded": _faded,
}


def painted_mini(name: str, size: tuple[int, int], choice: ColourChoice, taken: SnapshotTaken) -> MiniWindow:
    """A shown mini window in that state; the caller hides and deletes it."""
    lost = LostSignal()
    lost.hear(taken.snapshot)
    mini = MiniWindow(Theme(choice), lost=lost)
    mini.resize(*size)
    mini.show()
    QApplication.processEvents()
    MINI_SCENES[name](mini, taken)
    for _ in range(5):
        QApplication.processEvents()
    return mini


def over(film: QColor, window: QWidget) -> QImage:
    """The window as it is seen over a film of one colour, at the opacity that it has now."""
    alone, seen = (QImage(window.size(), QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
    alone.fill(Qt.GlobalColor.transparent)
    seen.fill(film)
    painter = QPainter(alone)
    try:
        window.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    finally:
        painter.end()
    painter = QPainter(seen)
    try:
        painter.setOpacity(window.windowOpacity())
        painter.drawImage(0, 0, alone)
    finally:
        painter.end()
    return seen
