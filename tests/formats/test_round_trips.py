"""Any session, exported in any format and imported again: the load to 0.5 %, the duration to the second."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from app.domain.activity import Activity
from app.domain.analysis import activity_of_file
from app.domain.live import LiveSession
from app.domain.setup import SessionSetup
from app.domain.training_load import LONGEST_BRIDGED_GAP_S
from app.formats.csv_write import COLUMNS, encode_csv
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_write import encode_activity
from app.formats.read import decode_file
from app.formats.tcx_write import encode_tcx
from tests.domain.sessions import CORE, setup_for
from tests.formats.activities import make_activity, reading

NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
SETUP = setup_for(CORE)
LOAD_BOUND = 0.005
LOAD_OF_AN_EDGE = 0.02  # a second at a hard effort: where a stretch begins or ends between two seconds
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a session is too long a story to be shrunk
FORMATS: dict[str, Callable[[Activity], bytes]] = {
    "fit": encode_activity,
    "tcx": encode_tcx,
    "csv": encode_csv,
}


@dataclass(frozen=True)
class Story:
    """A session: how long, what interrupts it, and the chance that shapes its heart."""

    seconds: float
    pauses: tuple[tuple[float, float], ...]
    silences: tuple[tuple[float, float], ...]
    laps: tuple[float, ...]
    seed: int


def stories(least_s: float, most_s: float, most_interruptions: int) -> st.SearchStrategy[Story]:
    @st.composite
    def made(draw: st.DrawFn) -> Story:
        seconds = draw(st.floats(least_s, most_s))
        instants = st.floats(5, seconds - 5)
        edges = sorted(draw(st.lists(instants, max_size=2 * most_interruptions, unique=True)))
        pauses = tuple(zip(edges[::2], edges[1::2], strict=False))
        silences = draw(st.lists(st.tuples(instants, st.floats(3, 120)), max_size=most_interruptions))
        laps = draw(st.lists(instants, max_size=3))
        return Story(seconds, pauses, tuple(silences), tuple(sorted(laps)), draw(st.integers(0, 10_000)))

    return made()


def lived(story: Story) -> Activity:
    """The session as it was live: a reading about once a second, at the strap's own moments."""
    random, session = Random(story.seed), LiveSession(SETUP)
    bpm, at_s = random.uniform(90, 150), random.uniform(0.1, 1.0)
    marks = sorted(
        [(begin, 0) for begin, _ in story.pauses]
        + [(end, 1) for _, end in story.pauses]
        + [(at, 2) for at in story.laps]
    )
    acts = (session.pause, session.resume, session.lap)
    while at_s < story.seconds:
        while marks and marks[0][0] <= at_s:
            mark_s, act = marks.pop(0)
            acts[act](mark_s)
        bpm = min(max(bpm + random.gauss(0, 0.8), 70.0), 180.0)
        if not any(begin <= at_s < begin + length for begin, length in story.silences):
            session.accept(reading(at_s, round(bpm), (round(61_440 / bpm),)))
        at_s += random.gauss(1.0, 0.05)
    for mark_s, act in marks:
        acts[act](mark_s)
    session.finish(story.seconds)
    return make_activity(
        session.accepted_samples(),
        elapsed_s=story.seconds,
        pauses=session.pauses(),
        laps=session.laps(),
        summary=session.summary(),
        constants=CORE,
    )


def assume_decided(activity: Activity) -> None:
    """No silence so near the longest that is bridged that a second more or less decides."""
    gaps = (after.elapsed_s - before.elapsed_s for before, after in pairwise(activity.samples))
    assume(not any(abs(gap_s - LONGEST_BRIDGED_GAP_S) <= 2.0 for gap_s in gaps))


def back_from(octets: bytes, setup: SessionSetup = SETUP) -> Activity:
    (found,) = decode_file(octets, NOW)
    return activity_of_file(found, setup, "")


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=12, deadline=None, phases=PHASES)
@given(story=stories(300, 1500, 5))
def test_every_session_comes_back_with_its_load_and_duration(kind: str, story: Story) -> None:
    activity = lived(story)
    assume_decided(activity)
    live, again = activity.summary, back_from(FORMATS[kind](activity)).summary
    stretches = 1 + len(story.pauses) + len(story.silences)
    bound = LOAD_BOUND * live.training_load + LOAD_OF_AN_EDGE * stretches
    assert again.training_load == pytest.approx(live.training_load, abs=bound)
    assert again.elapsed_s == pytest.approx(live.elapsed_s, abs=1.0)
    finest_s = len(story.pauses) if kind == "csv" else 0.0  # which tells whole seconds alone
    assert again.timer_s == pytest.approx(live.timer_s, abs=1.0 + finest_s)


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(story=stories(1500, 2400, 1))
def test_an_ordinary_ride_comes_back_within_half_a_percent(story: Story) -> None:
    activity = lived(story)
    assume_decided(activity)
    live, again = activity.summary, back_from(encode_activity(activity)).summary
    if live.counted_s > live.elapsed_s / 2:  # not a pause with a ride around it
        assert again.training_load == pytest.approx(live.training_load, rel=LOAD_BOUND)
    assert again.timer_s == pytest.approx(live.timer_s, abs=0.002)
    assert again.elapsed_s == pytest.approx(live.elapsed_s, abs=0.002)


def test_beats_survive_the_csv() -> None:
    activity = lived(Story(60.0, ((20.0, 30.0),), (), (), 3))
    (found,) = decode_file(encode_csv(activity), NOW)
    assert (
        len(found.rr_ms)
        == len(found.rr_at_s)
        == len([s for s in activity.samples if not 20 <= s.elapsed_s < 30])
    )
    assert found.started_at == activity.started_at.replace(microsecond=0)
    assert found.recorder == "Sidebeat"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-11-22T18:00:00+01:00,x,0,120,2,,s", FormatProblem.MALFORMED),
        ("2026-11-22T18:00:00,0,0,120,2,,s", FormatProblem.MALFORMED),
        ("2026-11-22T18:00:00+01:00,0,0,120,2,99999999,s", FormatProblem.OUT_OF_RANGE),
        ("", FormatProblem.MALFORMED),
    ],
)
def test_a_csv_of_ours_that_was_spoilt_is_refused(row: str, reason: FormatProblem) -> None:
    with pytest.raises(FormatError) as caught:
        decode_file(",".join(COLUMNS).encode() + b"\r\n" + row.encode(), NOW)
    assert caught.value.reason is reason
