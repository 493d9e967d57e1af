"""The quick reader of plain FIT files says what fitdecode says, or leaves the file to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.activity import Activity
from app.domain.file_activity import FileActivity
from app.formats import fit_plain, fit_read
from app.formats.errors import FormatError, FormatProblem
from app.formats.fit_plain import read_plain, without_tail
from app.formats.fit_read import decode_activity
from app.formats.fit_write import encode_activity
from tests.formats import wild_fit as wild
from tests.formats.activities import IDENTITY, activities, make_activity, steady

BIG_RECORD = wild.definition(0, 20, [(3, 1, wild.UINT8), (253, 4, wild.UINT32)], big_endian=True)
RICH_RECORD = wild.definition(
    0,
    20,
    [(0, 4, 0x85), (253, 4, wild.UINT32), (7, 2, wild.UINT16), (3, 1, wild.UINT8), (200, 6, wild.BYTE)],
    developer=[(4, 2, 0), (3, 1, 0)],
)
DEVICE = wild.definition(
    7, 23, [(0, 1, wild.UINT8), (1, 1, wild.UINT8), (25, 1, wild.ENUM), (27, 8, wild.STRING)]
)
UNKNOWN = wild.definition(8, 0xFF00, [(1, 3, wild.BYTE), (200, 2, wild.UINT16)])
RIDES = (
    wild.simple(12),
    wild.simple(3) + wild.simple(4),
    encode_activity(make_activity(steady(9), elapsed_s=9.0)),
    wild.fit_file(BIG_RECORD, *(wild.data(0, ">BI", 99, wild.START + second) for second in range(4))),
    wild.fit_file(
        *(
            wild.FILE_ID,
            wild.file_id(4, 1, b"\xff\xfeab"),
            DEVICE,
            wild.data(7, "<BBB8s", 2, 120, 1, b"TICKR"),
        ),
        *(UNKNOWN, wild.data(8, "<3sH", b"abc", 7), RICH_RECORD),
        *(
            wild.data(0, "<iIHB6sHB", -5, wild.START + second, 9, 140, b"\xff" * 6, 3, 200)
            for second in range(5)
        ),
        *(wild.HRV, wild.data(6, "<5H", 801, 802, 0, 0xFFFF, 0xFFFF), wild.RECORD, wild.record(7)),
        *(wild.EVENT, wild.timer(7, wild.STOP_ALL), wild.LAP, wild.lap(0, 7), wild.SESSION),
        *(wild.session(0, 7), wild.ACTIVITY, wild.activity(7, 7200)),
    ),
)


def slowly(octets: bytes) -> list[FileActivity] | FormatProblem:
    """As fitdecode reads it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fit_read, "read_plain", lambda _octets: None)
        return quickly(octets)


def quickly(octets: bytes) -> list[FileActivity] | FormatProblem:
    try:
        return decode_activity(octets)
    except FormatError as error:
        return error.reason


@pytest.mark.parametrize("octets", RIDES)
def test_both_readers_agree_and_the_quick_one_does_read_it(octets: bytes) -> None:
    assert read_plain(octets) is not None
    assert quickly(octets) == slowly(octets)
    assert not isinstance(quickly(octets), FormatProblem)


@given(activities())
def test_both_readers_agree_on_every_session_of_ours(activity: Activity) -> None:
    octets = encode_activity(activity)
    assert read_plain(octets) is not None
    found = quickly(octets)
    assert found == slowly(octets)
    assert isinstance(found, list)
    assert found[0].identity == IDENTITY


@settings(max_examples=300)
@given(
    st.sampled_from(RIDES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_what_the_quick_reader_reads_of_damaged_files_is_what_fitdecode_reads(
    ride: bytes, changes: list[tuple[float, int]]
) -> None:
    body = bytearray(ride[ride[0] : -2])
    for where, value in changes:
        body[min(int(where * len(body)), len(body) - 1)] = value
    octets = wild.fit_file(bytes(body))
    quick, slow = quickly(octets), slowly(octets)
    if slow is FormatProblem.MALFORMED:  # fitdecode stumbles over messages that nothing is needed of
        return
    assert quick == slow


@pytest.mark.parametrize(
    "octets",
    [
        b"FIT",
        wild.simple()[:-1],
        wild.fit_file(wild.RECORD, wild.record(0), crc=0x1234),
        wild.fit_file(wild.RECORD, b"\x80\x8c" * 5),  # compressed time stamps
        wild.fit_file(wild.RECORD, b"\x05" + bytes(5)),  # never defined
        wild.fit_file(wild.RECORD, wild.record(0)[:-1]),  # cut off within a message
        wild.fit_file(wild.definition(0, 20, [(253, 4, 0x88)]), b"\0abcd"),  # a time that is a float
        wild.fit_file(wild.definition(0, 20, [(253, 3, wild.UINT32)]), b"\0abc"),
        wild.fit_file(wild.definition(0, 21, [(3, 1, 2), (3, 1, 2)]), b"\0ab"),
        wild.fit_file(wild.definition(0, 20, [(253, 0, wild.UINT32)]), b"\0"),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_fitdecode(octets: bytes) -> None:
    assert read_plain(octets) is None


def test_absurdly_many_messages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_plain, "MOST_MESSAGES", 100)
    assert quickly(wild.fit_file(wild.RECORD, wild.records(range(101)))) is FormatProblem.TOO_LARGE


def test_a_tail_is_cut_off_only_behind_whole_files() -> None:
    ride = wild.simple()
    assert without_tail(ride + ride + b"more") == ride + ride
    assert without_tail(ride[:-1]) == ride[:-1]
    assert without_tail(b"no file at all") == b"no file at all"
