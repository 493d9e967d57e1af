import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ble.heart_rate import (
    BodySensorLocation,
    ControlPointCommand,
    HeartRateMeasurement,
    decode_body_sensor_location,
    decode_control_point,
    decode_measurement,
    encode_body_sensor_location,
    encode_control_point,
    encode_measurement,
    split_to_fit,
)
from ble.wire import MalformedValueError

UINT16 = st.integers(0, 0xFFFF)
MEASUREMENTS = st.builds(
    HeartRateMeasurement,
    bpm=UINT16,
    contact=st.none() | st.booleans(),
    energy_kj=st.none() | UINT16,
    rr_ticks=st.lists(UINT16, max_size=30).map(tuple),
)

# Hand-made after the specification's field table: one of each combination that straps use.
SPECIFICATION_VECTORS = [
    ("0048", HeartRateMeasurement(72)),
    ("064b", HeartRateMeasurement(75, contact=True)),
    ("1648e802", HeartRateMeasurement(72, contact=True, rr_ticks=(744,))),
    ("164b20031003", HeartRateMeasurement(75, contact=True, rr_ticks=(800, 784))),
    ("014800", HeartRateMeasurement(72)),
    ("1e8c2c01a401", HeartRateMeasurement(140, contact=True, energy_kj=300, rr_ticks=(420,))),
    ("105a", HeartRateMeasurement(90)),
    ("109600030203ff02", HeartRateMeasurement(150, rr_ticks=(768, 770, 767))),
    ("0400", HeartRateMeasurement(0, contact=False)),
    ("160000", HeartRateMeasurement(0, contact=True)),
    ("14460004", HeartRateMeasurement(70, contact=False, rr_ticks=(1024,))),
]

# Packets of real straps as published: Polar H7 (cal-id/Polar-H7-Pi, noble/node-bluetooth-hci-socket #36,
# stackoverflow 22064110), an unbranded BLE/ANT+ strap (stackoverflow 60599696), and one whose last byte the
# reporter lost (WebBluetoothCG/web-bluetooth #493).
PUBLISHED_PACKETS = [
    ("063c", HeartRateMeasurement(60, contact=True)),
    ("163c1104", HeartRateMeasurement(60, contact=True, rr_ticks=(1041,))),
    ("163cf503", HeartRateMeasurement(60, contact=True, rr_ticks=(1013,))),
    ("1634e404", HeartRateMeasurement(52, contact=True, rr_ticks=(1252,))),
    ("1634a504", HeartRateMeasurement(52, contact=True, rr_ticks=(1189,))),
    ("1633ea04", HeartRateMeasurement(51, contact=True, rr_ticks=(1258,))),
    ("1633de04", HeartRateMeasurement(51, contact=True, rr_ticks=(1246,))),
    ("16468a034403", HeartRateMeasurement(70, contact=True, rr_ticks=(906, 836))),
    ("16468b03", HeartRateMeasurement(70, contact=True, rr_ticks=(907,))),
    ("164d1603", HeartRateMeasurement(77, contact=True, rr_ticks=(790,))),
    ("103eb103de", HeartRateMeasurement(62, rr_ticks=(945,))),
    ("1039230435", HeartRateMeasurement(57, rr_ticks=(1059,))),
    ("103dcf03ef", HeartRateMeasurement(61, rr_ticks=(975,))),
]


@pytest.mark.parametrize(("packet", "meaning"), SPECIFICATION_VECTORS + PUBLISHED_PACKETS)
def test_known_packets_mean_what_is_known(packet: str, meaning: HeartRateMeasurement) -> None:
    assert decode_measurement(bytes.fromhex(packet)) == meaning


@pytest.mark.parametrize("packet", ["063c", "163c1104", "16468a034403", "1e8c2c01a401", "109600030203ff02"])
def test_well_formed_packets_are_written_as_straps_write_them(packet: str) -> None:
    assert encode_measurement(decode_measurement(bytes.fromhex(packet))).hex() == packet


@pytest.mark.parametrize("packet", ["", "00", "16", "01", "0148", "1f", "1f48"])
def test_a_packet_without_its_heart_rate_is_malformed(packet: str) -> None:
    with pytest.raises(MalformedValueError):
        decode_measurement(bytes.fromhex(packet))


@pytest.mark.parametrize("packet", ["0848", "084801", "1848", "184801"])
def test_energy_that_is_cut_off_leaves_the_heart_rate(packet: str) -> None:
    assert decode_measurement(bytes.fromhex(packet)) == HeartRateMeasurement(72)


def test_reserved_flags_are_ignored() -> None:
    assert decode_measurement(bytes.fromhex("e048")) == HeartRateMeasurement(72)


def test_bytes_behind_the_heart_rate_are_no_rr_intervals_without_their_flag() -> None:
    assert decode_measurement(bytes.fromhex("06480004")) == HeartRateMeasurement(72, contact=True)


def test_contact_detected_without_contact_supported_is_unknown() -> None:
    assert decode_measurement(bytes.fromhex("0248")).contact is None


def test_heart_rates_above_255_take_two_bytes_and_lower_ones_on_request() -> None:
    assert encode_measurement(HeartRateMeasurement(256)).hex() == "010001"
    assert encode_measurement(HeartRateMeasurement(72), always_uint16=True).hex() == "014800"


@settings(max_examples=300)
@given(st.binary(max_size=40))
@example(b"")
def test_any_bytes_decode_or_are_malformed(value: bytes) -> None:
    try:
        measurement = decode_measurement(value)
    except MalformedValueError:
        assert len(value) < 3
        return
    assert decode_measurement(encode_measurement(measurement)) == measurement


@settings(max_examples=300)
@given(MEASUREMENTS, st.booleans())
def test_what_was_written_is_read_back(measurement: HeartRateMeasurement, always_uint16: bool) -> None:
    assert decode_measurement(encode_measurement(measurement, always_uint16=always_uint16)) == measurement


@pytest.mark.parametrize(
    "measurement",
    [
        HeartRateMeasurement(-1),
        HeartRateMeasurement(0x10000),
        HeartRateMeasurement(60, energy_kj=0x10000),
        HeartRateMeasurement(60, rr_ticks=(-1,)),
    ],
)
def test_numbers_that_do_not_fit_are_refused(measurement: HeartRateMeasurement) -> None:
    with pytest.raises(MalformedValueError):
        encode_measurement(measurement)


@pytest.mark.parametrize(
    ("measurement", "first_holds"),
    [
        (HeartRateMeasurement(60, rr_ticks=(1000,) * 20), 9),
        (HeartRateMeasurement(300, rr_ticks=(1000,) * 20), 8),
        (HeartRateMeasurement(60, energy_kj=5, rr_ticks=(1000,) * 20), 8),
        (HeartRateMeasurement(300, energy_kj=5, rr_ticks=(1000,) * 20), 7),
    ],
)
def test_the_smallest_mtu_holds_seven_to_nine_rr_intervals(
    measurement: HeartRateMeasurement, first_holds: int
) -> None:
    assert len(split_to_fit(measurement)[0].rr_ticks) == first_holds


@given(MEASUREMENTS, st.integers(23, 60))
def test_splitting_loses_nothing_and_every_piece_fits(measurement: HeartRateMeasurement, mtu: int) -> None:
    pieces = split_to_fit(measurement, mtu=mtu)
    assert all(len(encode_measurement(piece)) <= mtu - 3 for piece in pieces)
    assert tuple(ticks for piece in pieces for ticks in piece.rr_ticks) == measurement.rr_ticks
    assert [piece.energy_kj for piece in pieces] == [measurement.energy_kj] + [None] * (len(pieces) - 1)
    assert {(piece.bpm, piece.contact) for piece in pieces} == {(measurement.bpm, measurement.contact)}


@pytest.mark.parametrize("location", BodySensorLocation)
def test_body_sensor_locations_are_read_back(location: BodySensorLocation) -> None:
    assert decode_body_sensor_location(encode_body_sensor_location(location)) is location


def test_a_location_of_the_future_is_another_one_and_none_at_all_is_malformed() -> None:
    assert decode_body_sensor_location(b"\x07") is BodySensorLocation.OTHER
    with pytest.raises(MalformedValueError):
        decode_body_sensor_location(b"")


def test_the_control_point_knows_one_command() -> None:
    command = ControlPointCommand.RESET_ENERGY_EXPENDED
    assert encode_control_point(command) == b"\x01"
    assert decode_control_point(b"\x01") is command
    for value in (b"", b"\x00", b"\x02"):
        with pytest.raises(MalformedValueError):
            decode_control_point(value)
