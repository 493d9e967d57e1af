"""The wire of FIT: checksum, strings, definitions."""

import fitdecode.utils
from hypothesis import given
from hypothesis import strategies as st

from app.formats.fit_wire import HEADER_SIZE, LONGEST_STRING, BaseType, Field, FitStream, crc16
from tests.formats.fit_readers import read_by_fitdecode

CRC_SIZE = 2
DEFINITION_OF_ONE_FIELD = 1 + 5 + 3


def test_the_checksum_has_the_check_value_of_the_catalogue_of_crc_algorithms() -> None:
    assert crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


@given(st.binary(min_size=1, max_size=200))
def test_the_checksum_is_the_one_that_fitdecode_computes(octets: bytes) -> None:
    assert crc16(octets) == fitdecode.utils.compute_crc(octets)


@given(st.text(max_size=400))
def test_a_text_of_any_length_is_cut_at_a_whole_character(text: str) -> None:
    octets = Field(0, BaseType.STRING, text).octets()
    assert len(octets) <= LONGEST_STRING + 1
    assert octets.endswith(b"\0")
    before_zero = text.split("\0", 1)[0].encode("utf-8", errors="replace").decode("utf-8")
    assert before_zero.startswith(octets[:-1].decode("utf-8"))


def test_a_definition_is_written_once_for_messages_with_the_same_fields() -> None:
    stream = FitStream()
    for kind in (4, 5, 6):
        stream.message(0, Field(0, BaseType.ENUM, kind))
    octets = stream.finish()
    assert len(octets) == HEADER_SIZE + DEFINITION_OF_ONE_FIELD + 3 * 2 + CRC_SIZE
    assert [message["type"] for message in read_by_fitdecode(octets)["file_id"]] == [4, 5, 6]


def test_a_field_without_a_value_is_left_out_and_the_definition_follows() -> None:
    stream = FitStream()
    for serial_number in (17, None, 18):
        stream.message(0, Field(0, BaseType.ENUM, 4), Field(3, BaseType.UINT32Z, serial_number))
    messages = read_by_fitdecode(stream.finish())["file_id"]
    assert [message.get("serial_number") for message in messages] == [17, None, 18]
    assert "serial_number" not in messages[1]
