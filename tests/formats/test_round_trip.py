"""A session, exported and analysed again as a foreign file, has the numbers it had live."""

from math import sin
from random import Random

import pytest

from app.domain.activity_types import INDOOR_CYCLING
from app.domain.analysis import analyse
from app.domain.athlete import HeartRateConstants, Sex
from app.domain.cuts import Cut, cut_out
from app.domain.live import LiveSession
from app.domain.setup import SessionSetup
from app.domain.zones import ZoneModelName, zone_model
from app.formats.fit_check import check_activity_file
from app.formats.fit_read import decode_activity
from app.formats.fit_write import encode_activity
from tests.formats.activities import make_activity, reading

MAN = HeartRateConstants(50, 190, 169, Sex.MALE)
ZONES = zone_model(ZoneModelName.THRESHOLD6, MAN)


def test_load_and_time_in_zone_survive_the_file() -> None:
    random = Random(1)
    session = LiveSession(SessionSetup(INDOOR_CYCLING, MAN, ZONES))
    for second in range(3600):
        if second == 1200:
            session.pause(second + 0.4)
        if second == 1500:
            session.resume(second + 0.7)
        if second in (900, 2700):
            session.lap(second + 0.1)
        if not 2000 < second < 2100:  # a silence
            jitter_s = random.uniform(0.05, 0.95)
            session.accept(reading(second + jitter_s, round(140 + 25 * sin(second / 200)), (430,)))
    session.finish(3600.25)
    live = session.summary()
    activity = make_activity(
        session.accepted_samples(), pauses=session.pauses(), laps=session.laps(), summary=live, constants=MAN
    )
    octets = encode_activity(activity)
    check_activity_file(octets, activity)
    (back,) = decode_activity(octets)
    found = analyse(back, MAN, ZONES)
    assert found.training_load == pytest.approx(live.training_load, rel=0.003)
    assert found.banister_trimp == pytest.approx(live.banister_trimp, rel=0.003)
    assert found.counted_s == pytest.approx(live.counted_s, abs=6)  # each edge moves to a whole second
    assert (found.elapsed_s, found.max_bpm, found.min_bpm) == (live.elapsed_s, live.max_bpm, live.min_bpm)
    assert found.timer_s == pytest.approx(live.timer_s, abs=1.5)
    assert len(found.laps) == len(session.laps()) == 3
    for zone, as_live in zip(found.time_in_zone, live.time_in_zone, strict=True):
        assert zone.seconds == pytest.approx(as_live.seconds, abs=20)


@pytest.mark.parametrize("cut", [Cut(600.0, 900.0), Cut(600.7, 612.2), Cut(0.0, 30.0), Cut(1190.0, 1200.0)])
def test_what_was_cut_out_has_no_heart_rate_in_the_file(cut: Cut) -> None:
    session = LiveSession(SessionSetup(INDOOR_CYCLING, MAN, ZONES))
    for second in range(1200):
        session.accept(cut_out(reading(second + 0.5, 150.0, (410,)), (cut,)))
    session.finish(1200.0)
    activity = make_activity(
        session.accepted_samples(), summary=session.summary(), constants=MAN, laps=session.laps(), cuts=(cut,)
    )
    octets = encode_activity(activity)
    check_activity_file(octets, activity)
    (back,) = decode_activity(octets)
    inside = [
        each for each in back.samples if cut.start_s <= each.elapsed_s and each.elapsed_s + 1 <= cut.end_s
    ]
    assert len(inside) >= 9
    assert {each.bpm for each in inside} == {None}
    assert analyse(back, MAN, ZONES).training_load == pytest.approx(
        session.summary().training_load, rel=0.005
    )
    assert back.elapsed_s == session.summary().elapsed_s
