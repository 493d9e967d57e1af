"""FIT files as others write them, put together byte by byte, with nothing of Sidebeat's own writer."""

import struct
from collections.abc import Sequence

import fitdecode.utils

ENUM, UINT8, STRING, BYTE, UINT16, UINT32 = 0x00, 0x02, 0x07, 0x0D, 0x84, 0x86
START = 1_100_000_000  # FIT seconds: 2024-11-09
TIMER, START_EVENT, STOP, STOP_ALL = 0, 0, 1, 4

Shape = Sequence[tuple[int, int, int]]  # field number, size, base type


def definition(
    local: int, number: int, shape: Shape, *, developer: Shape = (), big_endian: bool = False
) -> bytes:
    """A definition message. `developer` holds field number, size and developer index."""
    order = ">" if big_endian else "<"
    octets = struct.pack(
        f"{order}BBBHB", 0x40 | (0x20 if developer else 0), 0, big_endian, number, len(shape)
    )
    octets = bytes([octets[0] | local]) + octets[1:] + b"".join(bytes(field) for field in shape)
    return octets + (bytes([len(developer)]) + b"".join(map(bytes, developer)) if developer else b"")


def data(local: int, order: str, *values: int | bytes) -> bytes:
    """A data message; `order` is struct's format of its fields, endianness first."""
    return bytes([local]) + struct.pack(order, *values)


def fit_file(*messages: bytes, crc: int | None = None, size: int | None = None) -> bytes:
    """Header, messages, checksum."""
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", 12, 0x10, 100, len(body) if size is None else size, b".FIT")
    whole = head + body
    return whole + struct.pack("<H", fitdecode.utils.compute_crc(whole) if crc is None else crc)


RECORD = definition(0, 20, [(253, 4, UINT32), (3, 1, UINT8)])
EVENT = definition(1, 21, [(253, 4, UINT32), (0, 1, ENUM), (1, 1, ENUM)])
SESSION = definition(
    2, 18, [(253, 4, UINT32), (2, 4, UINT32), (7, 4, UINT32), (8, 4, UINT32), (5, 1, ENUM), (6, 1, ENUM)]
)
LAP = definition(3, 19, [(253, 4, UINT32), (2, 4, UINT32)])
ACTIVITY = definition(4, 34, [(253, 4, UINT32), (5, 4, UINT32)])
FILE_ID = definition(5, 0, [(0, 1, ENUM), (1, 2, UINT16), (8, 8, STRING)])
HRV = definition(6, 78, [(0, 10, UINT16)])


def record(second: int, bpm: int = 140) -> bytes:
    return data(0, "<IB", START + second, bpm)


def records(seconds: Sequence[int], bpm: int = 140) -> bytes:
    return b"".join(record(second, bpm) for second in seconds)


def timer(second: int, kind: int) -> bytes:
    return data(1, "<IBB", START + second, TIMER, kind)


def session(
    start: int, end: int, *, elapsed_ms: int | None = None, sport: int = 2, sub_sport: int = 6
) -> bytes:
    elapsed = (end - start) * 1000 if elapsed_ms is None else elapsed_ms
    return data(2, "<IIIIBB", START + end, START + start, elapsed, elapsed, sport, sub_sport)


def lap(start: int, end: int) -> bytes:
    return data(3, "<II", START + end, START + start)


def activity(end: int, offset_s: int) -> bytes:
    return data(4, "<II", START + end, START + end + offset_s)


def file_id(kind: int = 4, manufacturer: int = 294, name: bytes = b"PACE 2") -> bytes:
    return data(5, "<BH8s", kind, manufacturer, name)


def simple(seconds: int = 10) -> bytes:
    """A ride of so many seconds, one record each."""
    return fit_file(
        *(FILE_ID, file_id(), EVENT, timer(0, START_EVENT), RECORD, records(range(seconds))),
        *(timer(seconds, STOP_ALL), LAP, lap(0, seconds), SESSION, session(0, seconds)),
        *(ACTIVITY, activity(seconds, 3600)),
    )
