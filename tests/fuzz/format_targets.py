"""Targets for the file formats. Each takes any bytes and lets nothing out but what is a bug."""

from app.domain.recording import Notification
from app.formats.errors import FormatError
from app.formats.fit_read import decode_activity
from app.formats.fit_write import encode_activity
from app.formats.raw_lines import decode_raw_lines, encode_raw_lines
from tests.formats import wild_fit
from tests.formats.activities import make_activity, make_lap, reading

HEADER_SIZE = 12
CHECKSUM_SIZE = 2


def fit_seeds() -> tuple[bytes, ...]:
    """Good FIT files: Sidebeat's own and others', single and chained."""
    own = make_activity(
        [reading(at + 0.5, 140, (800, 801)) for at in range(8)],
        elapsed_s=8.0,
        laps=(make_lap(1, 0.0, 4.0, 140), make_lap(2, 4.0, 8.0, 140)),
    )
    return (encode_activity(own), wild_fit.simple(6), wild_fit.simple(3) + wild_fit.simple(4))


def fit_target(octets: bytes) -> None:
    """The bytes as they are, and with header and checksum put right, so that nonsense gets past them."""
    for tried in (octets, wild_fit.fit_file(octets[HEADER_SIZE:-CHECKSUM_SIZE])):
        for tolerant in (False, True):
            try:
                activities = decode_activity(tried, tolerant=tolerant)
            except FormatError:
                continue
            assert activities
            for activity in activities:
                times = [sample.elapsed_s for sample in activity.samples]
                assert times == sorted(set(times))
                assert all(0.0 <= pause.start_s < pause.end_s for pause in activity.pauses)
                assert 0.0 not in {sample.bpm for sample in activity.samples}


def raw_lines_seeds() -> tuple[bytes, ...]:
    """A few notifications as exported."""
    received = [
        Notification(
            second * 1_000_000, second * 1_000_000, "00:00:5E:00:53:01", "2a37", bytes([0, 60 + second])
        )
        for second in range(3)
    ]
    return ("".join(encode_raw_lines(received, started_at_us=0, utc_offset_s=3600)).encode(),)


def raw_lines_target(octets: bytes) -> None:
    """What decodes is written again as lines that decode to the same."""
    try:
        received = decode_raw_lines(octets)
    except FormatError:
        return
    lines = "".join(encode_raw_lines(received, started_at_us=0, utc_offset_s=0))
    assert decode_raw_lines(lines.encode()) == received
