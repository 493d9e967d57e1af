import pytest
from hypothesis import given
from hypothesis import strategies as st

from ble.battery import decode_battery_level, encode_battery_level
from ble.device_information import decode_text, encode_text
from ble.wire import MalformedValueError, first_u8


def test_a_field_that_is_cut_off_is_named() -> None:
    assert first_u8(b"\x07\x08", "level") == 7
    with pytest.raises(MalformedValueError, match="level is cut off: empty"):
        first_u8(b"", "level")


@given(st.integers(0, 100))
def test_battery_levels_are_read_back(percent: int) -> None:
    assert decode_battery_level(encode_battery_level(percent)) == percent


@given(st.binary(max_size=4))
def test_any_bytes_are_a_battery_level_or_malformed(value: bytes) -> None:
    try:
        percent = decode_battery_level(value)
    except MalformedValueError:
        assert not value or value[0] > 100
    else:
        assert percent == value[0]


@pytest.mark.parametrize("percent", [-1, 101, 255])
def test_a_battery_level_beyond_its_range_is_not_written(percent: int) -> None:
    with pytest.raises(MalformedValueError):
        encode_battery_level(percent)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"Polar Electro Oy\0", "Polar Electro Oy"),
        (b"H10\0\0\0junk", "H10"),
        (b"  TICKR  ", "TICKR"),
        ("fēnix 7".encode(), "fēnix 7"),
        (b"\x1b[31mred\x07", "[31mred"),
        (b"", ""),
        (b"S" * 300, "S" * 64),
    ],
)
def test_texts_are_one_short_printable_line(value: bytes, text: str) -> None:
    assert decode_text(value) == text


@given(st.binary(max_size=80))
def test_any_bytes_are_a_text_or_malformed(value: bytes) -> None:
    try:
        text = decode_text(value)
    except MalformedValueError:
        return
    assert text.isprintable()
    assert len(text) <= 64
    assert decode_text(encode_text(text)) == text


@pytest.mark.parametrize("value", [b"\xff\xfe", b"\xc3", b"A" * 513])
def test_what_is_not_utf_8_or_too_long_for_an_attribute_is_malformed(value: bytes) -> None:
    with pytest.raises(MalformedValueError):
        decode_text(value)


@pytest.mark.parametrize("text", ["A" * 65, "bell\a", " outer ", "\ud800", "a\0b"])
def test_a_text_that_would_not_be_read_back_is_not_written(text: str) -> None:
    with pytest.raises(MalformedValueError):
        encode_text(text)
