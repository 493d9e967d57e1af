"""Texts in UTF-16, as Windows programs save them, are read like the same ones in UTF-8."""

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.errors import FormatError, FormatProblem
from app.formats.read import decode_file
from app.formats.utf_16 import as_utf_8
from tests.formats.test_common_apps import NOW, RR_MS, STRAVA, garmin_connect_tcx, gpx

Encode = Callable[[str], bytes]

TEXTS = {
    "GPX": gpx("StravaGPX", "cycling", STRAVA).decode(),
    "TCX": garmin_connect_tcx().decode(),
    "RR text": "rr_ms\n" + "\n".join(map(str, RR_MS)),
}
ENCODINGS: dict[str, Encode] = {
    "little endian": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "big endian": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_a_text_in_utf_16_is_the_activity_that_it_is_in_utf_8(text: str, encode: Encode) -> None:
    declared = text.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert decode_file(encode(declared), NOW) == decode_file(text.encode(), NOW)


def test_a_text_that_was_cut_within_a_letter_is_refused() -> None:
    with pytest.raises(FormatError) as caught:
        decode_file(codecs.BOM_UTF16_LE + "800\n".encode("utf-16-le")[:-1], NOW)
    assert caught.value.reason is FormatProblem.MALFORMED


@given(st.binary(max_size=200) | st.text().map(ENCODINGS["big endian"]))
def test_any_octets_become_utf_8_or_raise_the_one_error(octets: bytes) -> None:
    try:
        found = as_utf_8(octets)
    except FormatError:
        return
    is_marked = octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    assert (found == octets) is not is_marked
