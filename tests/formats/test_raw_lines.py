"""Raw notifications as JSON Lines: nothing is lost, and anything else is refused by line."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.recording import Notification
from app.formats import raw_lines
from app.formats.errors import FormatError, FormatProblem
from app.formats.raw_lines import decode_raw_lines, encode_raw_lines

STARTED_US = 1_795_366_984_500_000  # 2026-11-22 17:03:04.5 UTC
LINE = (
    '{"arrival_s": 1.000001, "received_at": "2026-11-22T18:03:05.500123+01:00", '
    '"sensor": "00:00:5E:00:53:01", "characteristic": "2a37", "payload_hex": "16468a034403"}\n'
)
NOTIFICATION = Notification(
    at_us=STARTED_US + 1_000_001,
    utc_us=STARTED_US + 1_000_123,
    sensor="00:00:5E:00:53:01",
    characteristic="2a37",
    payload=bytes.fromhex("16468a034403"),  # a Polar H7 seen in the wild: 70 bpm, two RR
)

notifications = st.builds(
    Notification,
    at_us=st.integers(-(10**9), 10**14),
    utc_us=st.integers(0, 4 * 10**15),
    sensor=st.text(max_size=40),
    characteristic=st.sampled_from(["2a37", "2a19", "fb005c81-02e7-f387-1cad-8acd2d8df0c8"]),
    payload=st.binary(max_size=64),
)


def refusal(octets: bytes) -> FormatError:
    with pytest.raises(FormatError) as refused:
        decode_raw_lines(octets)
    return refused.value


def test_a_line_is_written_as_others_rely_on() -> None:
    assert list(encode_raw_lines([NOTIFICATION], started_at_us=STARTED_US, utc_offset_s=3600)) == [LINE]


def test_a_line_is_read_on_session_time() -> None:
    assert decode_raw_lines(LINE.encode()) == (replace(NOTIFICATION, at_us=1_000_001),)


@given(st.lists(notifications, max_size=20), st.integers(-14 * 60, 14 * 60))
def test_every_microsecond_and_byte_comes_back(received: list[Notification], offset_minutes: int) -> None:
    lines = encode_raw_lines(received, started_at_us=0, utc_offset_s=60 * offset_minutes)
    assert list(decode_raw_lines("".join(lines).encode("utf-8"))) == received


def test_blank_lines_a_mark_at_the_start_and_line_ends_of_windows_are_passed_over() -> None:
    octets = b"\xef\xbb\xbf" + (LINE + "\n  \n" + LINE).replace("\n", "\r\n").encode()
    assert len(decode_raw_lines(octets)) == 2
    assert decode_raw_lines(b"") == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("arrival_s", "1.0"),
        ("arrival_s", True),
        ("arrival_s", float("nan")),
        ("arrival_s", 1e300),
        ("arrival_s", None),
        ("received_at", "yesterday"),
        ("received_at", "2026-11-22T18:03:05"),
        ("received_at", 5),
        ("received_at", "0001-01-01T00:00:00+14:00"),
        ("received_at", "9999-12-31T23:59:59-14:00"),
        ("sensor", "\ud800"),
        ("sensor", None),
        ("characteristic", ["2a37"]),
        ("payload_hex", "16468"),
        ("payload_hex", "xy"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(key: str, value: object) -> None:
    wrong = json.dumps(json.loads(LINE) | {key: value})
    error = refusal((LINE + wrong).encode())
    assert (error.reason, error.line) == (FormatProblem.MALFORMED, 2)
    assert str(error).startswith("line 2: ")


@pytest.mark.parametrize("key", ["arrival_s", "received_at", "sensor", "characteristic", "payload_hex"])
def test_a_missing_key_is_named(key: str) -> None:
    said = json.loads(LINE)
    del said[key]
    assert str(refusal(json.dumps(said).encode())) == f"line 1: no {key}"


@pytest.mark.parametrize("line", [b"[1, 2]", b"7", b"{", b"\xff\xfe", b"[" * 5000, b"1" * 5000])
def test_what_is_no_object_is_refused(line: bytes) -> None:
    assert refusal(LINE.encode() + line).line == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE[:-10], "not a whole JSON object"),
        ("\xff", "not a whole JSON object"),
        ("[1]", "not a JSON object"),
        (LINE.replace('hex": "', 'hex": "zz'), "payload_hex is not hexadecimal"),
    ],
)
def test_what_is_wrong_is_said_in_our_words(line: str, said: str) -> None:
    assert str(refusal(line.encode("latin-1"))) == f"line 1: {said}"


def test_lines_and_files_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(b'{"sensor": "' + b"x" * raw_lines.LONGEST_LINE).reason is FormatProblem.TOO_LARGE
    monkeypatch.setattr(raw_lines, "LARGEST_FILE", 100)
    assert refusal(LINE.encode()).reason is FormatProblem.TOO_LARGE


@settings(max_examples=200)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.integers(0, 300), st.integers(0, 255)
)
def test_any_bytes_decode_or_are_refused(octets: bytes, place: int, value: int) -> None:
    mutated = bytearray(LINE.encode())
    mutated[place % len(mutated)] = value
    for tried in (octets, bytes(mutated)):
        try:
            found = decode_raw_lines(tried)
        except FormatError:
            continue
        assert all(isinstance(each, Notification) for each in found)
