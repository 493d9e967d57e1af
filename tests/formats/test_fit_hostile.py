"""Damaged and hostile FIT files: any bytes decode or raise FormatError, at a bounded cost."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formats import fit_contents, fit_read
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_read import decode_activity, without_tail
from app.formats.fit_write import encode_activity
from tests.formats import wild_fit as wild
from tests.formats.activities import make_activity, reading

OWN = encode_activity(make_activity([reading(at + 0.5, 140, (800, 801)) for at in range(8)], elapsed_s=8.0))
SEEDS = (OWN, wild.simple(6), wild.simple(3) + wild.simple(4))


def refusal(octets: bytes, *, tolerant: bool = False) -> FormatProblem:
    with pytest.raises(FormatError) as refused:
        decode_activity(octets, tolerant=tolerant)
    return refused.value.reason


def decodes_or_refuses(octets: bytes) -> None:
    """The one invariant of every decoder."""
    for tolerant in (False, True):
        try:
            activities = decode_activity(octets, tolerant=tolerant)
        except FormatError:
            continue
        assert activities
        assert all(activity.elapsed_s >= 0 for activity in activities)


def with_right_checksum(octets: bytes) -> bytes:
    """So that mutations get past the checksum."""
    return wild.fit_file(octets[octets[0] : -2])


@pytest.mark.parametrize("octets", [b"", b"\x0e", b"<xml>12 bytes and more</xml>", bytes(100)])
def test_what_is_not_fit_is_refused(octets: bytes) -> None:
    assert refusal(octets) is FormatProblem.NOT_THIS_FORMAT


def test_a_wrong_checksum_is_refused_and_forgiven_on_request() -> None:
    damaged = wild.fit_file(wild.RECORD, wild.records(range(5)), crc=0x1234)
    assert refusal(damaged) is FormatProblem.WRONG_CHECKSUM
    (activity,) = decode_activity(damaged, tolerant=True)
    assert activity.warnings == ("wrong_checksum",)
    assert len(activity.samples) == 5


def test_a_wrong_header_checksum_is_refused_and_forgiven_on_request() -> None:
    damaged = OWN[:12] + b"\x12\x34" + OWN[14:]
    assert refusal(damaged) is FormatProblem.WRONG_CHECKSUM
    (activity,) = decode_activity(damaged, tolerant=True)
    assert activity.warnings == ("wrong_checksum",)


@pytest.mark.parametrize("kept", [0.5, 0.8, 0.99])
def test_a_file_cut_off_is_refused_and_read_up_to_there_on_request(kept: float) -> None:
    whole = wild.fit_file(wild.RECORD, wild.records(range(100)))
    cut = whole[: int(len(whole) * kept)]
    assert refusal(cut) is FormatProblem.CUT_OFF
    (activity,) = decode_activity(cut, tolerant=True)
    assert activity.warnings == ("cut_off",)
    assert len(activity.samples) == pytest.approx(100 * kept, abs=5)


def test_a_file_whose_size_was_never_written_is_read_on_request() -> None:
    unfinished = wild.fit_file(wild.RECORD, wild.records(range(50)), size=0)
    with pytest.raises(FormatError):
        decode_activity(unfinished)
    (activity,) = decode_activity(unfinished, tolerant=True)
    assert len(activity.samples) >= 49


@pytest.mark.parametrize("tail", [b"and more", bytes(1), bytes(4096), b"\x0e" + bytes(40)])
def test_what_follows_the_end_is_passed_over_and_said(tail: bytes) -> None:
    (activity,) = decode_activity(wild.simple(5) + tail)
    assert len(activity.samples) == 5
    assert activity.warnings == ("trailing_bytes",)


def test_a_tail_is_cut_off_only_behind_whole_files() -> None:
    ride = wild.simple()
    assert without_tail(ride + ride + b"more") == ride + ride
    assert without_tail(ride[:-1]) == ride[:-1]
    assert without_tail(b"no file at all") == b"no file at all"


def test_another_file_that_follows_and_is_cut_off_is_refused() -> None:
    assert refusal(wild.simple(5) + wild.simple(9)[:-20]) is FormatProblem.CUT_OFF


def test_nothing_to_read_is_refused_even_when_tolerant() -> None:
    assert (
        refusal(wild.fit_file(wild.FILE_ID, wild.file_id(), crc=1), tolerant=True)
        is FormatProblem.WRONG_CHECKSUM
    )
    assert refusal(OWN[:60], tolerant=True) is FormatProblem.CUT_OFF


def test_a_file_too_large_is_refused_unread() -> None:
    assert refusal(wild.simple() + bytes(fit_read.LARGEST_FILE)) is FormatProblem.TOO_LARGE


def test_messages_of_one_byte_end_at_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_read, "MOST_VALUES", 1000)
    assert refusal(wild.fit_file(wild.definition(0, 20, []), bytes(2000))) is FormatProblem.TOO_LARGE


def test_more_activities_than_a_day_can_hold_are_refused() -> None:
    sessions = b"".join(wild.session(at, at + 1) for at in range(fit_contents.MOST_ACTIVITIES + 1))
    assert (
        refusal(wild.fit_file(wild.RECORD, wild.record(0), wild.SESSION, sessions)) is FormatProblem.TOO_LARGE
    )
    assert refusal(wild.simple(1) * (fit_contents.MOST_ACTIVITIES + 1)) is FormatProblem.TOO_LARGE


def test_a_definition_that_repeats_a_field_is_refused_before_it_costs() -> None:
    shape = [(3, 1, wild.UINT8)] * 255  # event.data, which fitdecode compares with every other field
    octets = wild.fit_file(wild.definition(0, 21, shape), bytes(256) * 1000)
    assert refusal(octets) is FormatProblem.MALFORMED


@pytest.mark.parametrize(
    "message",
    [
        wild.data(9, "<I", 5),  # never defined
        wild.definition(0, 20, [(253, 0, wild.UINT32)]) + b"\0",  # no size
        wild.definition(0, 132, [(10, 12, wild.BYTE)]) + bytes(13),  # hr.event_timestamp_12 before any time
        wild.definition(0, 206, [(0, 1, wild.UINT8), (1, 1, wild.UINT8), (2, 1, wild.UINT8)])
        + bytes([0, 0, 0, 99]),
        wild.definition(0, 20, [(253, 4, 0x88), (3, 4, 0x88)]) + struct.pack("<Bff", 0, 1e9, 140.0),  # floats
        wild.definition(0, 20, [(253, 8, wild.UINT32), (3, 2, wild.UINT8)]) + bytes(11),  # lists
        wild.definition(0, 20, [(253, 4, wild.STRING), (3, 1, wild.STRING)]) + b"\0abcde",
        wild.definition(0, 18, [(5, 1, wild.STRING), (110, 5, wild.STRING)]) + b"\0\xff\xfe\xfd\xfc\xfb\xfa",
    ],
)
def test_nonsense_in_the_middle_never_leaks_a_foreign_error(message: bytes) -> None:
    decodes_or_refuses(wild.fit_file(wild.RECORD, wild.records(range(3)), message))


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(octets: bytes) -> None:
    decodes_or_refuses(octets)
    decodes_or_refuses(wild.fit_file(octets))


@settings(max_examples=300)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.floats(0, 1),
)
def test_mutated_files_decode_or_are_refused(
    seed: bytes, changes: list[tuple[float, int]], kept: float
) -> None:
    octets = bytearray(seed)
    for where, value in changes:
        octets[min(int(where * len(octets)), len(octets) - 1)] = value
    decodes_or_refuses(bytes(octets))
    if octets[0] == seed[0]:
        decodes_or_refuses(with_right_checksum(bytes(octets)))
    decodes_or_refuses(bytes(octets[: int(kept * len(octets))]))
