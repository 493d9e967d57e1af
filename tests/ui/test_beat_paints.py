"""A heartbeat paints what it changed, and has nothing laid out anew."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.live.zones_shown import shown_zones
from app.ui.theme import ColourChoice, Theme
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.figure import Figure
from tests.ui.conftest import Stage
from tests.ui.fakes import snapshot, taken
from tests.ui.test_live_page import settle


class Witness(QObject):
    """Sees every widget that is painted or laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: dict[str, QRect] = {}
        self.laid_out: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, QWidget) and isinstance(event, QPaintEvent):
            self.painted[watched.objectName() or type(watched).__name__] = event.region().boundingRect()
        elif isinstance(watched, QWidget) and event.type() is QEvent.Type.LayoutRequest:
            self.laid_out.append(watched.objectName() or type(watched).__name__)
        return False

    def forget(self) -> None:
        settle()
        self.painted.clear()
        self.laid_out.clear()


@pytest.fixture
def witness(qapp: QApplication) -> Iterator[Witness]:
    witness = Witness()
    qapp.installEventFilter(witness)
    yield witness
    qapp.removeEventFilter(witness)


def test_a_beat_paints_only_what_it_changed(stage: Stage, witness: Witness) -> None:
    stage.window.show_snapshot(taken(142, 60.0, trend_bpm_per_min=1.0))
    witness.forget()
    stage.window.show_snapshot(taken(143, 61.0, trend_bpm_per_min=2.0))
    settle()
    assert set(witness.painted) == {"heartRate", "trend", "zoneStrip", "elapsed", "heartRateTrace"}
    assert witness.laid_out == []


def test_a_beat_like_the_one_before_paints_the_clock_and_the_trace(stage: Stage, witness: Witness) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    witness.forget()
    stage.window.show_snapshot(taken(142, 61.0))
    settle()
    assert set(witness.painted) == {"elapsed", "heartRateTrace"}


def test_a_lap_that_runs_on_has_nothing_laid_out_anew(stage: Stage, witness: Witness) -> None:
    stage.window.show_snapshot(taken(142, 60.0, lap_number=2, lap_elapsed_s=11.0))
    witness.forget()
    stage.window.show_snapshot(taken(142, 61.0, lap_number=2, lap_elapsed_s=12.0))
    settle()
    assert set(witness.painted) == {"elapsed", "lapTime", "heartRateTrace"}
    assert witness.laid_out == []


def test_within_a_zone_only_the_mark_moves(stage: Stage, witness: Witness) -> None:
    strip = stage.window.live.heart_rate.strip
    stage.window.show_snapshot(taken(142, 60.0))
    witness.forget()
    stage.window.show_snapshot(taken(143, 61.0))
    settle()
    assert 0 < witness.painted["zoneStrip"].width() < strip.width() / 10


def test_a_clock_asks_for_room_only_when_it_grows_longer(qtbot: QtBot, witness: Witness) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    clock = Figure(Theme(ColourChoice.DARK))
    QVBoxLayout(page).addWidget(clock)
    clock.setText("1:11")
    page.show()
    narrow_px = clock.width()
    witness.forget()
    clock.setText("8:59")
    settle()
    assert (clock.width(), witness.laid_out) == (narrow_px, [])
    clock.setText("10:00")
    settle()
    assert clock.width() > narrow_px


@pytest.mark.parametrize("text", ["0:47", "≈ 38", "12 of 30"])
def test_a_figure_looks_as_qt_would_write_it(qtbot: QtBot, text: str) -> None:
    theme = Theme(ColourChoice.LIGHT)
    figure = Figure(theme)
    qtbot.addWidget(figure)
    figure.setText(text)
    written = QImage(figure.size(), QImage.Format.Format_RGB32)
    written.fill(theme.colours.surface)
    painter = QPainter(written)
    painter.setFont(figure.font())
    painter.setPen(theme.colours.text)
    painter.drawText(figure.rect(), figure.alignment(), text)
    painter.end()
    assert share_of_ink(grabbed(figure)) == pytest.approx(share_of_ink(written), rel=0.04)


def test_dashes_and_digits_leave_nothing_of_each_other(qtbot: QtBot) -> None:
    number = BigNumber(Theme(ColourChoice.LIGHT))
    qtbot.addWidget(number)
    number.set_digit_height(120.0)
    number.show_number("188", "#000000")
    first = grabbed(number)
    number.show_number("––", "#000000")
    assert share_of_ink(grabbed(number)) < share_of_ink(first) / 2
    number.show_number("188", "#000000")
    assert grabbed(number) == first


def test_zones_that_did_not_change_are_the_very_same() -> None:
    zones = shown_zones(snapshot(140))
    assert shown_zones(snapshot(150, 99.0), zones) is zones
    assert shown_zones(snapshot(150, time_in_zone=()), zones) == ()


def grabbed(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def share_of_ink(image: QImage) -> float:
    """How dark the picture is, 0 to 1."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    values = [
        255 - grey.pixelColor(x, y).lightness() for y in range(grey.height()) for x in range(grey.width())
    ]
    return sum(values) / (255 * len(values))
