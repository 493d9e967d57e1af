"""GPX 1.0 and 1.1 with a heart-rate extension → FileActivity."""

from xml.etree.ElementTree import Element

from app.domain.file_activity import FileActivity
from app.formats.errors import FormatError, FormatProblem
from app.formats.track import TrackPoint, activity_of_track, read_time
from app.formats.xml_walk import child_text, local_name, number, walk

_HEART_RATE = frozenset({"hr", "heartrate", "heart_rate"})  # Garmin's TrackPointExtension and its cousins


def decode_gpx(octets: bytes) -> list[FileActivity]:
    """One activity for each track with times, at least one. FormatError."""
    reading = _Tracks()
    for event, name, element in walk(octets):
        if event == "start":
            reading.begin(name, element)
        else:
            reading.end(name, element)
    if not reading.activities:
        raise FormatError(FormatProblem.NO_ACTIVITY, "the file holds no track with times")
    return reading.activities


class _Tracks:
    """The tracks while their elements come by."""

    def __init__(self) -> None:
        self.activities: list[FileActivity] = []
        self._points: list[TrackPoint] = []
        self._recorder: str | None = None
        self._segment = 0

    def begin(self, name: str, element: Element) -> None:
        if name == "trkseg":
            self._segment += 1
        elif name == "gpx":
            self._recorder = element.get("creator")

    def end(self, name: str, element: Element) -> None:
        if name == "trkpt":
            time = read_time(child_text(element, "time"))
            if time is not None:
                self._points.append(TrackPoint(time, _heart_rate(element), self._segment))
            element.clear()
        elif name == "trk" and self._points:
            sport = child_text(element, "type") or ""
            self.activities.append(activity_of_track(self._points, sport=sport, recorder=self._recorder))
            self._points = []


def _heart_rate(point: Element) -> float | None:
    for element in point.iter():
        if local_name(element.tag).casefold() in _HEART_RATE:
            return number(element.text)
    return None
