"""What holds for every session: any records, any faults, any pacing."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alerts import AlertMachine
from app.domain.live import LiveSession
from app.domain.samples import HeartRateSample
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from tests.domain.sessions import STRAP, WATCH, setup_for, steady

SETUP = setup_for(target_load=20.0, target_zone=2, ceiling_bpm=180)


@dataclass(frozen=True)
class Record:
    """Something that happens so long after the record before."""

    after_s: float
    what: str
    bpm: float | None = None
    source: str = STRAP
    contact: bool | None = None


def play_record(session: LiveSession, at_s: float, record: Record) -> None:
    if record.what == "sample":
        session.accept(HeartRateSample(at_s, record.bpm, record.source, record.contact))
    elif record.what == "battery":
        session.battery(at_s, 10)
    elif record.what == "choose":
        session.choose_source(at_s, record.source)
    elif record.what == "worn":
        session.sensor_worn(at_s, record.source, "chest")
    else:
        getattr(session, record.what)(at_s)


def play_records(records: list[Record], paces: list[float], setup: SessionSetup = SETUP) -> LiveSession:
    """Plays records; between them time comes in by these steps (none: only with the records)."""
    session = LiveSession(setup)
    now_s = 0.0
    for index, record in enumerate(records):
        at_s = now_s + record.after_s
        if paces:
            step_s = paces[index % len(paces)]
            while now_s + step_s < at_s:
                now_s += step_s
                session.advance(now_s)
                session.snapshot()
        now_s = at_s
        play_record(session, at_s, record)
    session.finish(now_s)
    return session


delays = st.one_of(
    st.just(1.0), st.sampled_from([0.0, 0.25, 0.5, 2.0, 4.0, 5.0, 6.0, 15.0, 16.0]), st.floats(0, 40)
)
rates = st.one_of(
    st.integers(110, 170),
    st.sampled_from([None, 0, 29, 30, 45, 100, 189, 190, 191, 195, 240, 241]),
    st.floats(30, 240),
)
samples = st.builds(
    Record,
    after_s=delays,
    what=st.just("sample"),
    bpm=rates,
    source=st.sampled_from([STRAP, STRAP, STRAP, WATCH]),
    contact=st.sampled_from([None, True, True, False]),
)
edges = st.builds(
    Record,
    after_s=delays,
    what=st.sampled_from(["pause", "resume", "resume", "lap", "sensor_lost", "battery", "choose", "worn"]),
    source=st.sampled_from([STRAP, WATCH]),
)
sessions = st.lists(st.one_of(samples, samples, samples, samples, edges), max_size=60)


@given(records=sessions)
@settings(max_examples=150)
def test_random_records_and_faults_keep_the_sums(records: list[Record]) -> None:
    session = play_records(records, [])
    summary = session.summary()
    paused_s = sum(pause.end_s - pause.start_s for pause in session.pauses())
    assert summary.timer_s + paused_s == pytest.approx(summary.elapsed_s, rel=1e-9, abs=1e-6)
    assert summary.counted_s + summary.gap_s == pytest.approx(summary.timer_s, rel=1e-9, abs=1e-6)
    assert sum(zone.seconds for zone in summary.time_in_zone) == pytest.approx(
        summary.counted_s, rel=1e-9, abs=1e-6
    )
    laps = session.laps()
    assert sum(lap.training_load for lap in laps) == pytest.approx(summary.training_load, rel=1e-9, abs=1e-6)
    assert sum(lap.timer_s for lap in laps) == pytest.approx(summary.timer_s, rel=1e-9, abs=1e-6)
    assert summary.coverage is None or 0.0 <= summary.coverage <= 1.0


@given(records=sessions)
@settings(max_examples=80)
def test_accepted_samples_are_plausible_and_strictly_in_order(records: list[Record]) -> None:
    session = play_records(records, [])
    kept = session.accepted_samples()
    times = [sample.elapsed_s for sample in kept]
    assert times == sorted(set(times))
    assert all(sample.bpm is not None and 30 <= sample.bpm <= 240 for sample in kept)
    summary = session.summary()
    assert (
        summary.max_bpm is None or summary.min_bpm is None or 30 <= summary.min_bpm <= summary.max_bpm <= 240
    )


@given(records=sessions, paces=st.lists(st.sampled_from([0.1, 0.3, 1.0, 1.7, 10.0]), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_pacing_gives_bit_identical_numbers(records: list[Record], paces: list[float]) -> None:
    paced, at_once = play_records(records, paces), play_records(records, [])
    assert paced.summary() == at_once.summary()
    assert paced.snapshot() == at_once.snapshot()
    assert paced.accepted_samples() == at_once.accepted_samples()
    assert paced.laps() == at_once.laps()
    assert paced.take_events() == at_once.take_events()


@given(records=sessions)
@settings(max_examples=80)
def test_seconds_in_which_nothing_can_be_said_are_left_out_unheard(records: list[Record]) -> None:
    free = setup_for()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AlertMachine, "has_nothing_to_say", lambda *_: False)
        thorough = play_records(records, [], free)
    quick = play_records(records, [], free)
    assert quick.take_events() == thorough.take_events()
    assert quick.summary() == thorough.summary()


@given(records=sessions)
@settings(max_examples=60)
def test_the_live_load_and_clock_never_fall(records: list[Record]) -> None:
    session = LiveSession(SETUP)
    now_s, before = 0.0, session.snapshot()
    for record in records:
        now_s += record.after_s
        play_record(session, now_s, record)
        snapshot = session.snapshot()
        assert snapshot.training_load >= before.training_load
        assert snapshot.counted_s >= before.counted_s
        assert snapshot.elapsed_s >= before.elapsed_s
        assert snapshot.timer_s >= before.timer_s - 1e-9
        assert snapshot.status in {LiveStatus.RUNNING, LiveStatus.PAUSED}
        assert snapshot.bpm is None or 30 <= snapshot.bpm <= 240
        before = snapshot


@given(at_s=st.integers(1, 599), pause_s=st.integers(0, 900), rate=st.integers(100, 180))
@settings(max_examples=40)
def test_splitting_a_session_at_a_pause_changes_nothing(at_s: int, pause_s: int, rate: int) -> None:
    whole = LiveSession(SETUP)
    split = LiveSession(SETUP)
    for sample in steady(rate, 0, 600):
        whole.accept(sample)
        if sample.elapsed_s <= at_s:
            split.accept(sample)
    split.pause(at_s)
    split.resume(at_s + pause_s)
    for sample in steady(rate, at_s, 600):  # the reading of the edge again: the strap goes on beating
        split.accept(HeartRateSample(sample.elapsed_s + pause_s + 1e-9, rate, STRAP))
    whole.finish(600)
    split.finish(600 + pause_s + 1e-9)
    assert split.summary().training_load == pytest.approx(whole.summary().training_load, rel=1e-9)
    assert split.summary().timer_s == pytest.approx(600)
    assert split.summary().counted_s == pytest.approx(600)


def test_the_cost_of_a_record_does_not_grow_with_the_session() -> None:
    session = LiveSession(SETUP)
    for sample in steady(140, 0, 3600):
        session.accept(sample)
    bounded = (
        session._filter._times,
        session._filter._rates,
        session._trend._seconds,
        session._trend._unbroken,
    )
    assert all(len(window) <= 180 for window in bounded)
    assert session._filter._held == []
