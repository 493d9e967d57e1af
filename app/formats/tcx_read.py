"""TCX (Garmin's Training Center Database, version 2) → FileActivity."""

from uuid import UUID
from xml.etree.ElementTree import Element

from app.domain.file_activity import FileActivity
from app.formats.errors import FormatError, FormatProblem
from app.formats.track import LapStart, TrackPoint, activity_of_track, read_time
from app.formats.xml_walk import child_text, number, walk

_UUID_LENGTH = 36


def decode_tcx(octets: bytes) -> list[FileActivity]:
    """The activities of a TCX file, at least one. FormatError."""
    activities: list[FileActivity] = []
    reading = _Activity("Other")
    for event, name, element in walk(octets):
        if event == "start":
            if name == "Activity":
                reading = _Activity(element.get("Sport") or "Other")
            reading.begin(name, element)
            continue
        reading.end(name, element)
        if name == "Activity":
            activities.extend(reading.finished(element))
        if name in {"Trackpoint", "Activity"}:
            element.clear()
    if not activities:
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file holds no activity")
    return activities


class _Activity:
    """One activity while its elements come by."""

    def __init__(self, sport: str) -> None:
        self._sport = sport
        self._points: list[TrackPoint] = []
        self._lap_starts: list[LapStart] = []
        self._timer_s = 0.0
        self._track = 0

    def begin(self, name: str, element: Element) -> None:
        if name == "Track":
            self._track += 1
        elif name == "Lap":
            start = read_time(element.get("StartTime"))
            if start is not None:
                self._lap_starts.append(LapStart(start, len(self._points)))

    def end(self, name: str, element: Element) -> None:
        if name == "Trackpoint":
            time = read_time(child_text(element, "Time"))
            if time is not None:
                bpm = number(child_text(element, "HeartRateBpm", "Value"))
                self._points.append(TrackPoint(time, bpm, self._track))
        elif name == "Lap":
            self._timer_s += number(child_text(element, "TotalTimeSeconds")) or 0.0

    def finished(self, element: Element) -> list[FileActivity]:
        if not self._points:
            return []
        activity = activity_of_track(
            self._points,
            sport=self._sport,
            lap_starts=self._lap_starts,
            reported_timer_s=self._timer_s or None,
            recorder=child_text(element, "Creator", "Name"),
            identity=_identity(child_text(element, "Notes")),
        )
        return [activity]


def _identity(notes: str | None) -> str | None:
    """Sidebeat writes its identity, a UUID, into the notes; others write what they please."""
    try:
        return str(UUID(notes or "")) if notes and len(notes) == _UUID_LENGTH else None
    except ValueError:
        return None
