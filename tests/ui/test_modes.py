"""Glance page and mini window: the same session, live at all times, with the same keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.snapshot import LiveStatus
from app.ui.dialogs import StopQuestion
from app.ui.live.alert_banner import Cause, Notice
from app.ui.modes.glance_page import GlancePage
from app.ui.modes.mini_fade import FADED_OPACITY, MiniFade
from app.ui.modes.mini_window import FIRST_SIZE, SMALLEST, MiniWindow
from app.ui.sentences import Origin
from app.ui.theme import ColourChoice, Theme
from tests.ui.conftest import Stage
from tests.ui.fakes import finished_session, taken
from tests.ui.test_live_page import clipped, full, overlapping, settle

_SCREEN_MM = {(1920, 1080): 174.0, (1366, 768): 174.0, (1920, 1200): 188.0, (3840, 2160): 174.0}


@pytest.fixture
def make_mini(qtbot: QtBot) -> Iterator[Callable[..., MiniWindow]]:
    made: list[MiniWindow] = []

    def make(choice: ColourChoice = ColourChoice.DARK, *, is_demo: bool = False) -> MiniWindow:
        mini = MiniWindow(Theme(choice), origin=Origin(is_demo))
        made.append(mini)
        with qtbot.waitExposed(mini):
            mini.show()
        return mini

    yield make
    for mini in made:
        mini.hide()
        mini.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
        QApplication.processEvents()


def mini_of(stage: Stage) -> MiniWindow:
    assert stage.window.modes.mini is not None
    return stage.window.modes.mini


def test_full_screen_is_the_glance_page_and_escape_leaves_it(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_F11)
    assert stage.window.isFullScreen()
    assert stage.window.glance.isVisible()
    assert not stage.window.header.isVisible()
    press(stage.window, Qt.Key.Key_Escape)
    assert not stage.window.isFullScreen()
    assert stage.window.live.isVisible()
    assert stage.window.header.isVisible()


def test_the_glance_page_is_live_and_catches_up(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_F11)
    glance = stage.window.glance
    assert glance.heart_rate.text() == "142"
    stage.window.show_snapshot(taken(143, 61.0, training_load=12.4, target_load=40.0))
    assert (glance.heart_rate.text(), glance.time.figure.text()) == ("143", "1:01")
    assert (glance.load.figure.text(), glance.load.against.text()) == ("12", "of 40")
    stage.window.show_snapshot(taken(None, 67.0))
    assert glance.heart_rate.text() == "––"
    assert glance.zone.text() == "No signal · 0:06"


def test_full_screen_and_mini_window_know_since_when_no_signal_came(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    stage.window.show_snapshot(taken(None, 83.0))
    press(stage.window, Qt.Key.Key_F11)
    assert stage.window.glance.zone.text() == "No signal · 0:23"
    press(stage.window, Qt.Key.Key_M)
    assert stage.window.modes.mini is not None
    assert stage.window.modes.mini.zone.text() == "No signal · 0:23"


def test_the_sessions_keys_work_on_the_glance_page(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_F11, Qt.Key.Key_L, Qt.Key.Key_Space, Qt.Key.Key_S)
    assert [asked[0] for asked in stage.engine.asked] == ["lap", "pause"]
    assert stage.window.findChild(StopQuestion) is not None


def test_a_finished_session_leaves_full_screen_for_its_summary(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_F11)
    stage.window.show_snapshot(taken(142, 0.0, status=LiveStatus.IDLE))
    stage.window.show_finished(finished_session())
    assert not stage.window.isFullScreen()
    assert stage.window.summary.isVisible()


def test_trouble_takes_the_quiet_lines_place(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_F11)
    glance = stage.window.glance
    assert not glance.banner.isVisible()
    stage.window.live.banner.show_notice(Cause.STORAGE, Notice("The disk is full."))
    assert glance.banner.isVisible()
    assert glance.banner.text.text() == "The disk is full."
    stage.window.live.banner.show_notice(Cause.STORAGE, None)
    assert not glance.banner.isVisible()


@pytest.mark.parametrize("choice", [ColourChoice.DARK, ColourChoice.LIGHT])
@pytest.mark.parametrize("size", list(_SCREEN_MM))
def test_digits_are_as_tall_as_promised_on_a_fourteen_inch_screen(
    qtbot: QtBot, size: tuple[int, int], choice: ColourChoice
) -> None:
    theme = Theme(choice)
    glance = GlancePage(theme, origin=Origin(is_demo=True))
    qtbot.addWidget(glance)
    theme.fit_window(*size)
    glance.setMinimumSize(1, 1)  # as inside the window, which no page may make larger than the screen
    glance.resize(*size)
    glance.show_sensor("Polar H10 8C4CA7", True)
    glance.show_snapshot(full())
    glance.show()
    for notice in (None, Notice("Reconnecting to Polar H10, try 3, next in 4 s.")):
        glance.show_notice(notice)
        settle()
        assert (glance.width(), glance.height()) == size
        mm = _SCREEN_MM[size] / size[1]
        assert glance.heart_rate.digit_height_px() * mm >= 40.0
        figures = (glance.time.figure, glance.load.figure, glance.load.against, glance.trend, glance.zone)
        for label in figures:
            digit = QFontMetricsF(label.font()).tightBoundingRect("0").height()
            assert digit * mm >= 12.0, label.text()
        assert clipped(glance) == []
        assert overlapping(glance) == []


def test_m_opens_the_mini_window_and_brings_the_window_back(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_M)
    mini = mini_of(stage)
    assert mini.isVisible()
    assert stage.window.isMinimized()
    assert mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert mini.windowFlags() & Qt.WindowType.FramelessWindowHint
    press(mini, Qt.Key.Key_M)
    assert not mini.isVisible()
    assert not stage.window.isMinimized()


def test_the_mini_window_is_live_and_takes_the_sessions_keys(stage: Stage, qtbot: QtBot) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_M)
    mini = mini_of(stage)
    assert mini.heart_rate.text() == "142"
    with qtbot.waitExposed(mini):
        mini.show()
    stage.window.show_snapshot(taken(151, 61.0, training_load=9.6))
    assert mini.heart_rate.text() == "151"
    assert (mini.time.text(), mini.load.text()) == ("1:01", "load 10")
    press(mini, Qt.Key.Key_L, Qt.Key.Key_Space)
    assert [asked[0] for asked in stage.engine.asked] == ["lap", "pause"]
    press(mini, Qt.Key.Key_S)
    assert stage.window.findChild(StopQuestion) is not None
    assert not stage.window.isMinimized()


def test_a_maximised_window_comes_back_maximised(stage: Stage) -> None:
    stage.window.showMaximized()
    stage.window.modes.toggle_mini()
    stage.window.modes.toggle_mini()
    assert stage.window.isMaximized()
    assert not stage.window.isMinimized()


def test_a_session_that_ends_brings_the_window_back(stage: Stage) -> None:
    stage.window.show_snapshot(taken(142, 60.0))
    press(stage.window, Qt.Key.Key_M)
    stage.window.show_snapshot(taken(142, 0.0, status=LiveStatus.IDLE))
    stage.window.show_finished(finished_session())
    assert not mini_of(stage).isVisible()
    assert not stage.window.isMinimized()
    assert stage.window.summary.isVisible()


def test_the_mini_window_keeps_its_place(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_M)
    mini = mini_of(stage)
    mini.setGeometry(30, 40, 300, 140)
    press(mini, Qt.Key.Key_Escape)
    press(stage.window, Qt.Key.Key_M)
    assert mini.isVisible()
    assert (mini.width(), mini.height()) == (300, 140)


@pytest.mark.parametrize("size", [FIRST_SIZE, SMALLEST, SMALLEST * 4])
def test_the_mini_windows_digits_stay_the_largest(make_mini: Callable[..., MiniWindow], size: QSize) -> None:
    mini = make_mini()
    mini.resize(size)
    mini.show_snapshot(taken(178, 5025.0, training_load=134.0))
    settle()
    digits = mini.heart_rate.digit_height_px()
    assert digits >= 0.33 * mini.height()
    for label in (mini.time, mini.load, mini.zone):
        assert QFontMetricsF(label.font()).tightBoundingRect("0").height() * 1.4 < digits
    assert overlapping(mini) == []


def test_trouble_is_said_in_the_place_of_the_zones_name(make_mini: Callable[..., MiniWindow]) -> None:
    mini = make_mini(is_demo=True)
    mini.show_snapshot(taken(142, 60.0))
    settle()
    places = mini.heart_rate.geometry(), mini.strip.geometry()
    mini.show_notice(Notice("Reconnecting to Polar H10."))
    settle()
    assert mini.note.isVisible()
    assert mini.note.text() == "Reconnecting to Polar H10."
    assert not mini.zone.isVisible()
    assert (mini.heart_rate.geometry(), mini.strip.geometry()) == places
    mini.show_notice(None)
    assert mini.zone.isVisible()


@pytest.mark.parametrize(
    ("bpm", "changes", "notice", "is_calm"),
    [
        (142, {}, None, True),
        (142, {"target_zone": 2}, None, True),
        (160, {"target_zone": 2}, None, False),
        (None, {}, None, False),
        (142, {"status": LiveStatus.PAUSED}, None, False),
        (142, {}, Notice("Reconnecting"), False),
    ],
)
def test_it_fades_only_while_all_is_right(
    make_mini: Callable[..., MiniWindow],
    bpm: int | None,
    changes: dict[str, object],
    notice: Notice | None,
    is_calm: bool,
) -> None:
    mini = make_mini()
    heard: list[bool] = []
    mini.fade.show_calm = lambda *, is_calm: heard.append(is_calm)  # type: ignore[method-assign]  # a spy
    mini.show_snapshot(taken(bpm, 60.0, **changes))
    mini.show_notice(notice)
    assert heard[-1] is is_calm


def test_fading_takes_a_few_steps_and_coming_back_none(qtbot: QtBot) -> None:
    fade = MiniFade(wait_ms=0, step_ms=1)
    seen: list[float] = []
    fade.opacity_changed.connect(seen.append)
    fade.show_calm(is_calm=True)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == pytest.approx(FADED_OPACITY))
    assert len(seen) <= 5
    assert seen == sorted(seen, reverse=True)
    fade.show_calm(is_calm=False)
    assert seen[-1] == 1.0
    fade.show_calm(is_calm=True)
    qtbot.waitUntil(lambda: seen[-1] == pytest.approx(FADED_OPACITY))
    fade.show_looked_at(is_looked_at=True)
    assert fade.opacity == 1.0
    fade.show_looked_at(is_looked_at=False)
    fade.enable(False)
    assert fade.opacity == 1.0


def test_with_less_motion_it_fades_in_one_step(qtbot: QtBot) -> None:
    theme = Theme(ColourChoice.DARK)
    theme.move_less(is_wanted=True)
    fade = MiniFade(wait_ms=0, step_ms=1, is_at_once=lambda: theme.moves_less)
    seen: list[float] = []
    fade.opacity_changed.connect(seen.append)
    fade.show_calm(is_calm=True)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(20)
    assert seen == [pytest.approx(FADED_OPACITY)]


class StillStyle(QProxyStyle):
    """A desktop whose animations are switched off."""

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
        /,
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animate:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_less_motion_is_what_the_system_wants_or_the_athlete(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, unasked = Theme(ColourChoice.DARK), Theme(ColourChoice.DARK)
    asked.move_less(is_wanted=True)
    assert (asked.moves_less, unasked.moves_less) == (True, False)
    monkeypatch.setattr(QApplication, "style", StillStyle)
    assert Theme(ColourChoice.DARK).moves_less


def test_clicks_go_through_until_ctrl_is_held_over_it(
    make_mini: Callable[..., MiniWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    mini = make_mini()
    handle = mini.windowHandle()
    assert handle is not None
    mini.let_clicks_through(True)
    assert handle.flags() & Qt.WindowType.WindowTransparentForInput
    assert "Ctrl" in mini.note.text()
    place = mini.geometry().center()
    monkeypatch.setattr("app.ui.modes.mini_window.QCursor.pos", lambda: place)
    mini.show_snapshot(taken(142, 60.0))
    still = mini.lets_clicks_through
    monkeypatch.setattr(
        "app.ui.modes.mini_window.QGuiApplication.queryKeyboardModifiers",
        lambda: Qt.KeyboardModifier.ControlModifier,
    )
    mini.show_snapshot(taken(142, 61.0))
    assert (still, mini.lets_clicks_through) == (True, False)
    assert not mini.note.text()  # what it said of itself holds no longer
    assert not handle.flags() & Qt.WindowType.WindowTransparentForInput


def test_m_in_the_window_ends_click_through(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_M)
    mini_of(stage).let_clicks_through(True)
    press(stage.window, Qt.Key.Key_M, Qt.Key.Key_M)
    assert mini_of(stage).isVisible()
    assert not mini_of(stage).lets_clicks_through


def test_the_pointer_says_what_pulling_does(make_mini: Callable[..., MiniWindow]) -> None:
    mini = make_mini()
    shapes = []
    for place in (QPoint(200, 80), QPoint(2, 80), QPoint(398, 170), QPoint(398, 2), QPoint(200, 1)):
        QTest.mouseMove(mini, place)
        QApplication.processEvents()
        shapes.append(mini.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [
        shape.OpenHandCursor,
        shape.SizeHorCursor,
        shape.SizeFDiagCursor,
        shape.SizeBDiagCursor,
        shape.SizeVerCursor,
    ]


def test_the_menu_holds_what_has_no_button(make_mini: Callable[..., MiniWindow]) -> None:
    mini = make_mini()
    menu = mini.menu()
    fades, through, _, back = menu.actions()
    fades.setChecked(False)
    through.setChecked(True)
    assert not mini.fade.is_enabled
    assert mini.lets_clicks_through
    gone_back: list[bool] = []
    mini.back_requested.connect(lambda: gone_back.append(True))
    back.trigger()
    assert gone_back == [True]


def test_the_mini_window_follows_the_windows_colours(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_M)
    mini = mini_of(stage)
    settle()
    dark = mini.grab().toImage().pixelColor(200, 30).lightness()
    stage.theme.choose(ColourChoice.LIGHT)
    settle()
    assert dark < 60 < mini.grab().toImage().pixelColor(200, 30).lightness()


def test_everything_shown_has_a_name(stage: Stage) -> None:
    press(stage.window, Qt.Key.Key_M)
    mini, glance = mini_of(stage), stage.window.glance
    for label in (mini.heart_rate, mini.zone, mini.time, mini.load, glance.heart_rate, glance.zone):
        assert isinstance(label, QLabel)
        assert label.accessibleName()
