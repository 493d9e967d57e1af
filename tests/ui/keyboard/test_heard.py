"""What a screen reader gets: not only what a number is, but what it says, and only what matters by itself."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.snapshot import Alert, AlertKind, LiveStatus
from app.engine.events import SessionEventsHappened
from app.ui.history.history_table import HistoryTable
from app.ui.history.month_view import MonthView
from app.ui.history.trace_plot import TracePlot
from app.ui.theme import ColourChoice
from app.ui.trends.spans import Curve
from app.ui.trends.trends_page import TrendsPage
from tests.ui.conftest import MakeStage, Stage
from tests.ui.fakes import live_link, taken
from tests.ui.pictures import painted, put_away

TEXT = QAccessible.Text


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(TEXT.Name)


def value(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(TEXT.Value)


def found(stage: Stage, object_name: str) -> QWidget:
    widget = stage.window.findChild(QWidget, object_name)
    assert isinstance(widget, QWidget)
    return widget


@pytest.fixture(autouse=True)
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.fixture
def live(make_stage: MakeStage) -> Stage:
    made = make_stage()
    made.window.show_connection(live_link())
    shown = taken(142, 1500.0, status=LiveStatus.RUNNING, target_zone=2)
    moving = replace(
        shown.snapshot, zone=2, zone_name="Aerobic endurance", trend_bpm_per_min=4.2, training_load=23.4
    )
    made.window.show_snapshot(replace(shown, snapshot=moving))
    return made


def test_the_heart_rate_card_says_all_it_shows_in_one_sentence(live: Stage) -> None:
    said = name(live.window.live.heart_rate)
    assert said == (
        "Heart rate 142 beats per minute, zone 2 Aerobic endurance, rising 4 per minute, "
        + live.window.live.heart_rate.word.text().lstrip("✓▲▼ ")
    )


def test_a_figure_says_its_value_and_not_only_what_it_is(live: Stage) -> None:
    assert name(found(live, "heartRate")) == "Heart rate: 142 beats per minute"
    assert value(found(live, "heartRate")) == "142 beats per minute"
    assert name(found(live, "elapsed")) == "Time: 25:00"
    assert name(found(live, "trainingLoad")) == "Training Load: 23"


def test_dashes_and_signs_are_words(live: Stage) -> None:
    lost = replace(taken(None, 1510.0, status=LiveStatus.RUNNING), arrival_us=None)
    live.window.show_snapshot(lost)
    assert name(found(live, "heartRate")) == "Heart rate: not known"
    assert name(live.window.live.heart_rate) == "No signal 0:10"


def test_the_trace_says_what_its_curve_says(live: Stage) -> None:
    for second, bpm in ((1501, 150), (1502, 171)):
        live.window.show_snapshot(taken(bpm, float(second), status=LiveStatus.RUNNING))
    said = name(found(live, "heartRateTrace"))
    assert said == "Heart rate, 25 min, average 154, highest 171"
    assert value(live.window.live.load.bar).endswith("%")


def test_a_beat_is_not_announced_but_an_alert_is(live: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def update(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    for second in range(1501, 1561):
        live.window.show_snapshot(taken(140 + second % 20, float(second), status=LiveStatus.RUNNING))
    assert heard == []
    live.window.show_snapshot(taken(165, 1561.0, status=LiveStatus.RUNNING, target_zone=2))
    live.window.show_events(SessionEventsHappened((Alert(1561.0, AlertKind.ABOVE, 165, 151),)))
    assert len(heard) == 1


def test_a_line_of_the_history_is_one_sentence_and_its_parts_are_named() -> None:
    window = painted("history", (1280, 800), ColourChoice.DARK)
    table = window.findChild(HistoryTable)
    assert table is not None
    role = Qt.ItemDataRole.AccessibleTextRole
    cells = [table.model().index(0, column).data(role) for column in range(table.model().columnCount())]
    assert cells[0].startswith("Sun 22 Nov 2026")
    assert "Strength, Time: 1:00:00, Load: 190, Average: 141, Highest: 171" in cells[0]
    assert cells[3] == "Load: 190"
    assert name(table) == "Activities"
    put_away(window)


def test_the_calendar_says_each_day_that_the_arrows_reach() -> None:
    window = painted("calendar", (1280, 800), ColourChoice.DARK)
    month = window.findChild(MonthView)
    assert month is not None
    assert name(month).endswith("2026: load 190, Strength")
    QTest.keyClick(month, Qt.Key.Key_Left)
    assert month.day == date(2026, 11, 21)
    assert name(month).endswith("2026: load 134, Mobility")
    QTest.keyClick(month, Qt.Key.Key_Up)
    QTest.keyClick(month, Qt.Key.Key_Right)
    QTest.keyClick(month, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Down)
    assert name(month).endswith("2026: nothing")
    put_away(window)


def test_the_plots_of_review_and_trends_say_what_their_curves_say() -> None:
    window = painted("review", (1280, 800), ColourChoice.DARK)
    plot = window.findChild(TracePlot)
    assert plot is not None
    assert name(plot) == "Heart rate, 20 min, average 140, highest 140"
    put_away(window)
    window = painted("trends", (1280, 800), ColourChoice.DARK)
    page = window.findChild(TrendsPage)
    assert page is not None
    assert name(page.plots.load_plot).startswith("Loads by day: 147 of 183 days trained, ")
    assert name(page.plots.curve_plot).startswith("Curve by day: Fitness and impact ")
    page.curves[Curve.RATIO].click()
    assert name(page.plots.curve_plot).startswith("Curve by day: Load Ratio ")
    put_away(window)
