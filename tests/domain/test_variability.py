"""Heart-rate variability of a finished recording, its gaps and artefacts left out."""

from dataclasses import astuple
from itertools import accumulate
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.activity import Pause
from app.domain.variability import Variability, variability
from tests.domain.beat_series import SYN200_CORRUPTED_MS, SYN200_MS


def reported(rr_ms: list[float], start_s: float = 0.0) -> list[float]:
    """Each beat told as it ends."""
    return [start_s + passed_ms / 1000.0 for passed_ms in accumulate(rr_ms)]


def of(rr_ms: list[float], *pauses: Pause) -> Variability:
    return variability(rr_ms, reported(rr_ms), pauses)


def in_bursts(rr_ms: list[float]) -> list[float]:
    """Each beat told at the next whole second, as files do."""
    return [float(int(end_s) + 1) for end_s in reported(rr_ms)]


@pytest.mark.parametrize(
    ("rr_ms", "rmssd_ms", "sdnn_ms"),
    [((500, 510, 530, 550, 560), 15.81, 25.5), (SYN200_MS, 21.12, 30.89)],
)
def test_clean_series_have_the_published_numbers(
    rr_ms: tuple[int, ...], rmssd_ms: float, sdnn_ms: float
) -> None:
    found = of(list(map(float, rr_ms)))
    assert found.artefact_fraction == 0.0
    assert found.rmssd_ms == pytest.approx(rmssd_ms, abs=0.005)
    assert found.sdnn_ms == pytest.approx(sdnn_ms, abs=0.005)
    assert found.pnn50_percent == 0.0
    assert not found.is_doubtful


def test_a_corrupted_series_comes_close_to_the_clean_one() -> None:
    found = of(list(map(float, SYN200_CORRUPTED_MS)))
    assert found.artefact_fraction == 5 / 200
    assert found.rmssd_ms == pytest.approx(21.12, abs=0.2)  # 102.8 with the artefacts
    assert found.sdnn_ms == pytest.approx(30.89, abs=0.3)
    assert found.pnn50_percent == 0.0
    assert found.dfa_alpha1 is not None
    assert [window.elapsed_s for window in found.dfa_alpha1] == [120.0, 140.0, 160.0]
    clean = of(list(map(float, SYN200_MS))).dfa_alpha1
    assert clean is not None
    for window, without in zip(found.dfa_alpha1, clean, strict=True):
        assert window.value == pytest.approx(without.value, abs=0.03)


def test_pnn50_counts_differences_above_50_ms() -> None:
    assert of([800.0, 850.0, 800.0, 850.1, 800.0]).pnn50_percent == 50.0


def test_without_beats_nothing_is_told() -> None:
    assert variability((), ()) == Variability()
    assert astuple(Variability()) == (None,) * 5


def test_one_beat_has_no_variability() -> None:
    assert of([800.0]) == Variability(0.0, None, None, None, ())


def test_an_even_heart_does_not_vary_and_has_no_exponent() -> None:
    found = of([600.0] * 299)
    assert (found.artefact_fraction, found.rmssd_ms, found.sdnn_ms, found.pnn50_percent) == (0.0, 0, 0, 0)
    assert found.dfa_alpha1 is not None
    assert [window.value for window in found.dfa_alpha1] == [None] * 3


@pytest.mark.parametrize("silence_s", [5.1, 60.0])
def test_no_difference_is_taken_across_a_silence(silence_s: float) -> None:
    first, second = [600.0] * 50, [700.0] * 50
    later = reported(second, 30.0 + silence_s - 0.7)
    found = variability(first + second, reported(first) + later)
    assert found.rmssd_ms == 0.0
    assert variability(first + second, reported(first + second)).rmssd_ms == pytest.approx(100 / 99**0.5)


def test_beats_that_come_late_but_fill_the_time_are_no_silence() -> None:
    rr_ms = [600.0, 610.0] * 50
    late = [10.0 * (1 + place // 16) for place in range(100)]  # a strap that tells 16 beats every 10 s
    assert variability(rr_ms, late).rmssd_ms == pytest.approx(10.0)


def test_no_difference_is_taken_across_a_pause_and_beats_within_count_nothing() -> None:
    rr_ms = [600.0] * 50 + [700.0] * 50 + [610.0] * 50
    found = of(rr_ms, Pause(30.0, 65.0))
    assert (found.rmssd_ms, found.pnn50_percent) == (0.0, 0.0)
    assert found.sdnn_ms == pytest.approx(5.0, abs=0.1)


def test_an_interval_of_more_than_5_s_is_a_silence() -> None:
    found = of([600.0] * 50 + [5001.0] + [700.0] * 50)
    assert (found.rmssd_ms, found.artefact_fraction) == (0.0, 0.0)


def test_what_is_no_interval_fills_no_silence() -> None:
    first, second = [600.0] * 50, [700.0] * 50
    rr_ms = [*first, 700.0, 60_000.0, *second]
    assert variability(rr_ms, [*reported(first), 95.0, 95.0, *reported(second, 95.0)]).rmssd_ms == 0.0


def test_a_window_comes_every_20_s_but_where_a_silence_cuts_it() -> None:
    first, second = list(map(float, SYN200_MS)), [*map(float, SYN200_MS), 800.0]
    found = variability(first + second, reported(first) + reported(second, 180.0))
    assert found.dfa_alpha1 is not None
    assert [window.elapsed_s for window in found.dfa_alpha1] == [120.0, 140.0, 160.0, 300.0, 320.0, 340.0]
    assert all(window.value is not None for window in found.dfa_alpha1)


def test_bursts_have_the_windows_of_single_beats() -> None:
    rr_ms = list(map(float, SYN200_MS))
    single, burst = of(rr_ms).dfa_alpha1, variability(rr_ms, in_bursts(rr_ms)).dfa_alpha1
    assert single is not None
    assert burst is not None
    assert [window.elapsed_s for window in burst] == [window.elapsed_s for window in single]
    for window, other in zip(burst, single, strict=True):
        assert window.value == pytest.approx(other.value, abs=0.02)


def test_time_goes_by_the_reports_again_where_many_single_beats_were_lost() -> None:
    rr_ms = [600.0] * 400
    every_other_minute = [end_s * 1.1 for end_s in reported(rr_ms)]  # one beat in eleven is lost
    windows = variability(rr_ms, every_other_minute).dfa_alpha1
    assert windows is not None
    assert windows[-1].elapsed_s == 260.0


@pytest.mark.parametrize(
    ("every", "is_shown", "is_doubtful"), [(60, True, False), (25, True, True), (14, False, True)]
)
def test_many_artefacts_are_warned_of_and_too_many_leave_no_number(
    every: int, is_shown: bool, is_doubtful: bool
) -> None:
    rr_ms = [
        2.0 * interval_ms if place % every == 7 else float(interval_ms)
        for place, interval_ms in enumerate(SYN200_MS)
    ]
    found = of(rr_ms)
    assert found.dfa_alpha1
    assert [window.value is not None for window in found.dfa_alpha1] == [is_shown] * len(found.dfa_alpha1)
    assert all(window.artefact_fraction == pytest.approx(1 / every, abs=0.01) for window in found.dfa_alpha1)
    assert found.is_doubtful is is_doubtful


def test_a_slow_heart_has_too_few_beats() -> None:
    windows = of([1250.0, 1240.0] * 60).dfa_alpha1
    assert windows is not None
    assert [(window.elapsed_s, window.value) for window in windows] == [(120.0, None), (140.0, None)]


BEATS = st.lists(
    st.tuples(
        st.floats(250.0, 2500.0) | st.sampled_from([600.0, 601.0, 1200.0, 300.0]) | st.floats(0.0, 60_000.0),
        st.sampled_from([0.0, 0.0, 0.6, 1.0, 4.9, 5.1, 30.0, 200.0]),
    ),
    max_size=300,
)
PAUSES = st.lists(st.tuples(st.floats(0.0, 400.0), st.floats(0.0, 100.0)), max_size=3)


@given(BEATS, PAUSES)
def test_any_beats_give_finite_numbers_or_none(
    beats: list[tuple[float, float]], pauses: list[tuple[float, float]]
) -> None:
    reports = list(accumulate(step for _rr_ms, step in beats))
    found = variability(
        [rr_ms for rr_ms, _step in beats],
        reports,
        [Pause(start_s, start_s + length_s) for start_s, length_s in pauses],
    )
    windows = found.dfa_alpha1 or ()
    numbers = [found.artefact_fraction, found.rmssd_ms, found.sdnn_ms, found.pnn50_percent]
    numbers += [number for window in windows for number in (window.value, window.artefact_fraction)]
    assert all(number is None or isfinite(number) for number in numbers)
    assert all(0.0 <= window.artefact_fraction <= 1.0 for window in windows)
    assert [window.elapsed_s for window in windows] == sorted({window.elapsed_s for window in windows})
