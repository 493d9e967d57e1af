"""Words and digits fit with a wide font too: a bare machine has DejaVu Sans alone, others are wider yet."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.modes.glance_page import GlancePage
from app.ui.theme import ColourChoice, Theme
from app.ui.widgets.big_number import NARROWEST, BigNumber
from tests.ui.conftest import MakeStage
from tests.ui.fakes import live_link
from tests.ui.test_live_page import clipped, full, overlapping, settle


@pytest.fixture(autouse=True, params=[100, 115], ids=lambda percent: f"{percent}%")
def _wide_font(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """DejaVu Sans, as it is and stretched, for the digits as well."""
    usual = qapp.font()
    wide = QFont("DejaVu Sans", usual.pointSize())
    wide.setStretch(request.param)
    monkeypatch.setattr("app.ui.theme._DIGIT_FAMILIES", ("DejaVu Sans",))
    qapp.setFont(wide)
    yield
    qapp.setFont(usual)


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (640, 1080), (1920, 1080)])
def test_the_live_page_fits_its_font(make_stage: MakeStage, size: tuple[int, int], text_scale: float) -> None:
    stage = make_stage(size, text_scale=text_scale)
    stage.window.show_connection(live_link())
    stage.window.show_snapshot(full())
    assert clipped(stage.window.live) == []
    assert overlapping(stage.window.live) == []
    assert (stage.window.width(), stage.window.height()) == size


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1920, 1200), (1024, 768)])
def test_the_glance_page_fits_its_font(qtbot: QtBot, size: tuple[int, int]) -> None:
    theme = Theme(ColourChoice.DARK)
    theme.fit_window(*size)
    glance = GlancePage(theme)
    qtbot.addWidget(glance)
    glance.setMinimumSize(1, 1)
    glance.resize(*size)
    glance.show_snapshot(full())
    glance.show()
    settle()
    assert clipped(glance) == []
    assert overlapping(glance) == []


def test_digits_are_squeezed_before_they_are_cut_but_not_beyond_recognition(qtbot: QtBot) -> None:
    number = BigNumber(Theme(ColourChoice.DARK))
    qtbot.addWidget(number)
    natural_px = number.width_for(200.0)
    number.set_digit_height(200.0, natural_px * 0.9)
    assert number.width() <= natural_px * 0.9 + 1
    assert number.digit_height_px() == pytest.approx(200.0, abs=1.0)
    number.set_digit_height(200.0, natural_px * 0.5)
    assert number.width() == pytest.approx(natural_px * NARROWEST, rel=0.02)
