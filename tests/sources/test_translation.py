"""Notifications → samples. The bytes are those of Heart Rate Service 1.0, section 3.1, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.recording import Notification
from app.domain.samples import BatterySample, HeartRateSample
from app.sources.translation import translate
from ble.wire import MalformedValueError

STRAP = "A0:9E:1A:00:00:01"
MEASUREMENT = "2a37"
BATTERY = "2a19"


def notification(hexadecimal: str, characteristic: str = MEASUREMENT) -> Notification:
    return Notification(7_000_000, 8_000_000, STRAP, characteristic, bytes.fromhex(hexadecimal))


def heart_rate(hexadecimal: str) -> HeartRateSample:
    sample = translate(notification(hexadecimal), 7.0)
    assert isinstance(sample, HeartRateSample)
    return sample


def test_a_plain_measurement_is_a_sample_at_its_session_time() -> None:
    assert heart_rate("00 8e") == HeartRateSample(7.0, 142, STRAP)


def test_contact_energy_and_beats_come_along() -> None:
    sample = heart_rate("1e 8e 3400 b001 ae01")  # contact, energy 52 kJ, RR 432 and 430 of 1/1024 s
    assert sample == HeartRateSample(7.0, 142, STRAP, contact=True, rr_ticks=(432, 430), energy_kj=52)


def test_a_rate_of_sixteen_bits_is_read_whole() -> None:
    assert heart_rate("01 2c01").bpm == 300


def test_lost_contact_is_no_reading_whatever_number_comes_with_it() -> None:
    sample = heart_rate("04 8e")
    assert sample.bpm is None
    assert sample.contact is False


def test_zero_is_no_reading() -> None:
    assert heart_rate("00 00").bpm is None
    assert heart_rate("06 00").bpm is None


def test_a_sensor_without_contact_detection_says_nothing_of_it() -> None:
    assert heart_rate("02 8e").contact is None


def test_a_battery_level_is_a_battery_sample() -> None:
    assert translate(notification("5a", BATTERY), 7.0) == BatterySample(7.0, 90, STRAP)
    assert translate(notification("00", BATTERY), 7.0) == BatterySample(7.0, 0, STRAP)


@pytest.mark.parametrize("characteristic", ["2a38", "2a5b", "fb005c81-02e7-f387-1cad-8acd2d8df0c8", ""])
def test_what_is_neither_carries_no_sample(characteristic: str) -> None:
    assert translate(notification("00 8e", characteristic), 7.0) is None


@pytest.mark.parametrize("hexadecimal", ["", "00", "01 8e", "1f"])
def test_a_cut_off_heart_rate_is_malformed(hexadecimal: str) -> None:
    with pytest.raises(MalformedValueError):
        translate(notification(hexadecimal), 7.0)


def test_a_battery_level_above_a_hundred_is_malformed() -> None:
    with pytest.raises(MalformedValueError):
        translate(notification("65", BATTERY), 7.0)


@given(st.sampled_from([MEASUREMENT, BATTERY, "2a38"]), st.binary(max_size=24))
def test_any_bytes_are_a_sample_of_their_time_and_sensor_or_malformed(
    characteristic: str, payload: bytes
) -> None:
    try:
        sample = translate(Notification(0, 0, STRAP, characteristic, payload), 3.25)
    except MalformedValueError:
        return
    assert sample is None or (sample.elapsed_s, sample.source) == (3.25, STRAP)
    assert not isinstance(sample, HeartRateSample) or sample.bpm != 0
