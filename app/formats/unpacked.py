"""Bytes that gzip packed, as in the archives that Strava gives out; bounded, for a bomb is small."""

import zlib

from app.formats.errors import FormatError, FormatProblem

LARGEST_UNPACKED = 128_000_000  # bytes; no format takes more, and a day with every sensor is half of it
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib's word for its largest window with gzip's head and checksum


def unpacked(octets: bytes) -> bytes:
    """What is packed by gzip, or the bytes themselves. FormatError: damaged, or far too large unpacked."""
    if not octets.startswith(_GZIP):
        return octets
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    try:
        inside = inflater.decompress(octets, LARGEST_UNPACKED + 1)
    except zlib.error as error:
        raise FormatError(FormatProblem.MALFORMED, "the gzip file is damaged") from error
    if len(inside) > LARGEST_UNPACKED:
        words = f"unpacked it is larger than {LARGEST_UNPACKED // 10**6} MB"
        raise FormatError(FormatProblem.TOO_LARGE, words)
    if not inflater.eof:
        raise FormatError(FormatProblem.CUT_OFF, "the gzip file ends too early")
    return inside
