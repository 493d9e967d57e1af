"""What `replay` writes of four and twelve hours, by fit-tool: what others pay for a FIT file."""

from fit_tool.fit_file import FitFile
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.hrv_message import HrvMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.profile_type import FileType, Manufacturer

from app.domain.samples import HeartRateSample
from benchmarks.figures import Figure, figure_of_runs
from benchmarks.replay import BEGAN_UTC_US, HOUR_S, activity_of, heart_rates, seconds_of

HOURS = (4, 12)
TICKS_PER_S = 1024


def measure() -> list[Figure]:
    """Once each: it takes a minute and a half."""
    return [figure for hours in HOURS for figure in _measure(hours)]


def _measure(hours: int) -> list[Figure]:
    samples = activity_of(heart_rates(hours * HOUR_S)).samples
    written: list[bytes] = []
    writing = seconds_of(lambda: written.append(write(samples)), runs=1)
    reading = seconds_of(lambda: FitFile.from_bytes(written[0]), runs=1)
    name = f"FIT, {hours} h with RR, by fit-tool"
    return [figure_of_runs(f"{name}, written", writing, "s"), figure_of_runs(f"{name}, read", reading, "s")]


def write(samples: tuple[HeartRateSample, ...]) -> bytes:
    """A record and its RR intervals for each reading."""
    builder = FitFileBuilder(auto_define=True)
    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY
    file_id.manufacturer = Manufacturer.DEVELOPMENT.value
    file_id.time_created = BEGAN_UTC_US // 1000
    builder.add(file_id)
    for sample in samples:
        record = RecordMessage()
        record.timestamp = BEGAN_UTC_US // 1000 + round(sample.elapsed_s * 1000)
        record.heart_rate = round(sample.bpm or 0)
        builder.add(record)
        if sample.rr_ticks:
            intervals = HrvMessage()
            intervals.time = [ticks / TICKS_PER_S for ticks in sample.rr_ticks]
            builder.add(intervals)
    octets: bytes = builder.build().to_bytes()
    return octets
