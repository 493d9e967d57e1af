import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.kept_samples import KeptSamples
from app.domain.samples import HeartRateSample

STRAP, WATCH = "00:00:5E:00:53:01", "00:00:5E:00:53:02"

samples = st.builds(
    HeartRateSample,
    elapsed_s=st.floats(0.0, 1e6),
    bpm=st.one_of(st.none(), st.integers(30, 240), st.floats(30.0, 240.0)),
    source=st.sampled_from([STRAP, WATCH]),
    contact=st.sampled_from([None, False, True]),
    rr_ticks=st.lists(st.integers(0, 2**40), max_size=9).map(tuple),
    energy_kj=st.one_of(st.none(), st.integers(0, 0xFFFF)),
)


@settings(max_examples=25)
@given(st.lists(samples, max_size=60), st.integers(1, 30))
def test_what_is_kept_comes_back_as_it_was_over_any_number_of_blocks(
    some: list[HeartRateSample], times: int
) -> None:
    kept = KeptSamples()
    for sample in some * times:
        kept.append(sample)
    assert kept.as_tuple() == tuple(some * times)


def test_readings_are_the_times_and_rates_alone() -> None:
    kept = KeptSamples()
    for second in range(1500):
        kept.append(HeartRateSample(second + 0.25, 140 + second % 7 / 2, STRAP, True, (400, 410)))
    assert list(zip(*kept.readings(), strict=True)) == [
        (sample.elapsed_s, sample.bpm) for sample in kept.as_tuple()
    ]


def test_a_day_of_heartbeats_takes_about_a_megabyte() -> None:
    hours = 6
    tracemalloc.start()
    kept = KeptSamples()
    for second in range(hours * 3600):
        elapsed_s = second + (second * 7919 % 1000) / 1e6
        rr_ticks = (400 + second * 31 % 80,) * (1 + second % 2)
        kept.append(HeartRateSample(elapsed_s, 120 + second // 60 % 40, STRAP, True, rr_ticks))
    octets, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert octets * 24 / hours < 1.5e6
