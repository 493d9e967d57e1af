"""The numbers up the side of a plot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.ui.plots.scale_axis import LEAST_LABEL, WIDE_LABEL, ScaleAxis

_SIZES_PX = st.floats(40.0, 2000.0)
_LOWS = st.floats(-500.0, 500.0)
_SPANS = st.floats(0.5, 5000.0)


@pytest.fixture(scope="module")
def axis(qapp: QApplication) -> ScaleAxis:
    font = QFont(qapp.font())
    font.setPixelSize(13)
    made = ScaleAxis()
    made.use_font(font)
    return made


@given(_LOWS, _SPANS, _SIZES_PX)
def test_there_are_at_most_six_or_seven_labels_and_none_is_cut_at_the_top(
    axis: ScaleAxis, low: float, span: float, size_px: float
) -> None:
    ((step, values),) = axis.tickValues(low, low + span, size_px)
    half_label = QFontMetricsF(axis.style["tickFont"]).height() / 2 * span / size_px
    assert len(values) <= 7
    assert all(low - step * 1e-6 <= value <= low + span - half_label + step * 1e-6 for value in values)


def test_heart_rates_are_told_in_tens_or_twenties(axis: ScaleAxis) -> None:
    ((step, values),) = axis.tickValues(70.0, 188.0, 300.0)
    assert (step, values) == (20.0, [80.0, 100.0, 120.0, 140.0, 160.0, 180.0])
    assert axis.tickStrings(values, 1.0, step)[2:4] == ["120", "140"]


def test_a_low_plot_has_fewer_labels(axis: ScaleAxis) -> None:
    ((_, values),) = axis.tickValues(0.0, 210.0, 50.0)
    assert values == [0.0, 100.0]


def test_small_steps_keep_their_decimals(axis: ScaleAxis) -> None:
    ((step, values),) = axis.tickValues(-0.5, 0.5, 300.0)
    assert axis.tickStrings(values, 1.0, step) == ["−0.4", "−0.2", "0.0", "0.2", "0.4"]


@pytest.mark.parametrize("widest", [LEAST_LABEL, WIDE_LABEL])
@pytest.mark.parametrize("size_px", [11, 13, 40])
def test_it_is_as_wide_as_its_widest_label_in_any_letters(
    qapp: QApplication, widest: str, size_px: int
) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(size_px)
    axis = ScaleAxis(widest)
    axis.use_font(font)
    assert axis.maximumWidth() >= QFontMetricsF(font).horizontalAdvance(widest) + 4
