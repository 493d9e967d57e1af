"""Activity → TCX, which older training logs take where they do not take FIT.

Source: Garmin's TrainingCenterDatabase schema, version 2. A lap must have Calories and DistanceMeters: 0
where nothing is known, the one place where Sidebeat writes a 0 for an absent value.
"""

from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.domain.activity import Activity
from app.domain.snapshot import Lap
from app.formats.errors import FormatError, FormatProblem
from app.formats.seconds import SecondBySecond, running_seconds, whole_second, wire_bpm
from app.formats.tcx_read import decode_tcx

NAMESPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
_SPORTS = {1: "Running", 2: "Biking"}  # FIT's number → the only words that TCX has beside Other


def encode_tcx(activity: Activity) -> bytes:
    """The activity with a track point for each second of timer time; heart rate only where there was one."""
    database = Element("TrainingCenterDatabase", {"xmlns": NAMESPACE})
    sport = _SPORTS.get(activity.fit_sport, "Other")
    element = SubElement(SubElement(database, "Activities"), "Activity", {"Sport": sport})
    start = activity.started_at.astimezone(UTC)
    _text(element, "Id", _time(start))
    readings = SecondBySecond(activity.samples, activity.cuts)
    for lap in activity.laps:
        _lap(element, activity, lap, start, readings)
    _text(element, "Notes", activity.identity)
    indent(database)
    text: str = tostring(database, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def check_tcx(octets: bytes, activity: Activity) -> None:
    """Reads a written file again. FormatError where it is not this activity."""
    (read,) = decode_tcx(octets)
    difference_s = abs((read.started_at - activity.started_at).total_seconds())
    if difference_s > 1.0 or read.identity != activity.identity:
        raise FormatError(FormatProblem.DIFFERS, "the written file is not the activity that it was to be")


def _lap(parent: Element, activity: Activity, lap: Lap, start: datetime, readings: SecondBySecond) -> None:
    element = SubElement(parent, "Lap", {"StartTime": _time(start + timedelta(seconds=lap.start_s))})
    _text(element, "TotalTimeSeconds", f"{lap.timer_s:.3f}")
    _text(element, "DistanceMeters", "0")
    _text(element, "Calories", str(round(activity.energy_kcal or 0)) if len(activity.laps) == 1 else "0")
    for name, bpm in (("AverageHeartRateBpm", lap.average_bpm), ("MaximumHeartRateBpm", lap.max_bpm)):
        if wire_bpm(bpm) is not None:
            _text(SubElement(element, name), "Value", str(wire_bpm(bpm)))
    _text(element, "Intensity", "Active")
    _text(element, "TriggerMethod", "Manual")
    first, last = whole_second(lap.start_s), whole_second(lap.end_s)
    is_last = lap is activity.laps[-1]
    for stretch in running_seconds(activity):
        seconds = range(max(stretch.start, first), min(stretch.stop, last))
        if seconds:
            _track(SubElement(element, "Track"), seconds, start, readings, closes=is_last)


def _track(
    element: Element, seconds: range, start: datetime, readings: SecondBySecond, *, closes: bool
) -> None:
    for second in seconds:
        point = SubElement(element, "Trackpoint")
        _text(point, "Time", _time(start + timedelta(seconds=second)))
        bpm = readings.take(second).bpm
        if bpm is not None:
            _text(SubElement(point, "HeartRateBpm"), "Value", str(bpm))
    if closes:  # a track ends at its last point: one more, so that the last second is there
        _text(SubElement(element, "Trackpoint"), "Time", _time(start + timedelta(seconds=seconds.stop)))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _time(moment: datetime) -> str:
    """UTC to the millisecond, as the schema's dateTime."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
