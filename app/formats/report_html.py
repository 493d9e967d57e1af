"""The coach's report as one HTML file: everything inside it, printable on a page, safe whatever notes hold.

Built as a tree, so that every text is escaped where it is written out; the page forbids itself scripts and
anything from outside (Content-Security-Policy).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from app.domain.activity_types import ActivityType
from app.domain.coach_report import CoachReport, ReportedSession
from app.domain.constants_changes import ConstantsChange
from app.formats.report_charts import BASE, GUIDE, IMPACT, bars, curves

Say = Callable[[str], str]
"""English words → the words of the reader's language."""

_LONGEST_NOTE = 160  # characters; the whole of it is in Sidebeat
_GREY = "#8a8f98"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_NOTHING = "–"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
@page { size: A4; margin: 12mm }
body { font: 10pt/1.35 system-ui, sans-serif; color: #1b2430; background: #fff; max-width: 190mm;
  margin: 6mm auto; padding: 0 4mm }
h1 { font-size: 15pt; margin: 0 } h2 { font-size: 10.5pt; margin: 4mm 0 1mm }
p { margin: 1mm 0 } .quiet { color: #566172 }
.figures { display: flex; flex-wrap: wrap; gap: 2mm 7mm; margin: 3mm 0 0 }
.figures b { display: block; font-size: 13pt }
svg { width: 100%; height: auto; display: block; font-family: inherit }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt }
th, td { text-align: left; padding: 0.5mm 2mm 0.5mm 0; vertical-align: top;
  border-bottom: 0.2mm solid #e3e7ec }
th { color: #566172; font-weight: 600 } .n { text-align: right; white-space: nowrap }
.dot { display: inline-block; width: 2.4mm; height: 2.4mm; border-radius: 50%; margin-right: 1.2mm }
.key { margin-right: 5mm } .columns { display: flex; gap: 8mm } .columns > * { flex: 1 }
@media print { body { margin: 0; padding: 0; max-width: none; print-color-adjust: exact;
  -webkit-print-color-adjust: exact } tr { break-inside: avoid } }
"""


def encode_report(report: CoachReport, types: Sequence[ActivityType], say: Say) -> bytes:
    """The report as UTF-8; `say` translates what stands around the numbers."""
    return _Page(report, {each.key: each for each in types}, say).write()


class _Page:
    """One report on its way into a tree."""

    def __init__(self, report: CoachReport, types: Mapping[str, ActivityType], say: Say) -> None:
        self._report = report
        self._types = types
        self._say = say
        self._page = Element("html", {"lang": "en"})

    def write(self) -> bytes:
        """All of it."""
        head = SubElement(self._page, "head")
        SubElement(head, "meta", {"charset": "utf-8"})
        SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
        SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
        SubElement(head, "title").text = self._title()
        SubElement(head, "style").text = _STYLE
        body = SubElement(self._page, "body")
        self._top(body)
        self._charts(body)
        columns = SubElement(body, "div", {"class": "columns"})
        self._by_type(SubElement(columns, "div"))
        self._remarks(SubElement(columns, "div"))
        self._sessions(body)
        written: bytes = tostring(self._page, encoding="utf-8", method="html")
        return b"<!DOCTYPE html>\n" + written + b"\n"

    def _title(self) -> str:
        days = self._report.days
        span = f", {days[0].day.isoformat()} – {days[-1].day.isoformat()}" if days else ""
        return plain(f"{self._report.athlete or self._say('Training')}{span}")

    def _top(self, body: Element) -> None:
        report, say = self._report, self._say
        SubElement(body, "h1").text = self._title()
        last = report.days[-1] if report.days else None
        week = sum(day.training_load for day in report.days[-7:])
        figures = {
            say("Base Fitness (42 d)"): _number(last.base_fitness if last else None),
            say("Load Impact (7 d)"): _number(last.load_impact if last else None),
            say("Load Ratio"): _number(last.load_ratio if last else None, 2),
            say("Form"): _number(last.form if last else None),
            say("Last 7 days"): _number(week),
            say("Sessions"): str(report.session_count),
            say("Coverage"): _percent(report.coverage),
        }
        row = SubElement(body, "div", {"class": "figures"})
        for caption, value in figures.items():
            cell = SubElement(row, "div")
            SubElement(cell, "span", {"class": "quiet"}).text = caption
            SubElement(cell, "b").text = value
        if any(day.estimated_share > 0 for day in report.days):
            _quiet(body, say("Some loads are estimates, marked «≈»."))

    def _charts(self, body: Element) -> None:
        report, say = self._report, self._say
        changed = [each.day for each in report.changes]
        SubElement(body, "h2").text = say("Base Fitness and Load Impact")
        body.append(curves(report.days, changed, say("Base Fitness and Load Impact by day")))
        keys = [(BASE, say("Base Fitness")), (IMPACT, say("Load Impact"))]
        self._keys(body, keys)
        SubElement(body, "h2").text = say("Training Load by week")
        used = {key for week in report.weeks for key, _ in week.loads}
        colours = {key: self._colour(key) for key in used}
        body.append(bars(report.weeks, colours, say("Training Load by week and activity type")))
        guide = "Guide for the off season" if report.off_season_from else "Guide for building"
        by_type = [(self._colour(each.key), self._name(each.key)) for each in report.types]
        self._keys(body, [*by_type, (GUIDE, say(guide))])

    @staticmethod
    def _keys(body: Element, keys: Sequence[tuple[str, str]]) -> None:
        line = SubElement(body, "p", {"class": "quiet"})
        for colour, words in keys:
            key = SubElement(line, "span", {"class": "key"})
            SubElement(key, "span", {"class": "dot", "style": f"background: {colour}"}).tail = words

    def _by_type(self, parent: Element) -> None:
        say = self._say
        SubElement(parent, "h2").text = say("Load by activity type")
        table = _table(
            parent, (say("Activity"), ""), (say("Sessions"), "n"), (say("Hours"), "n"), (say("Load"), "n")
        )
        for each in self._report.types:
            cells = (str(each.sessions), f"{each.hours:.1f}", f"{each.load:.0f}")
            _row(table, (self._name(each.key), ""), *((cell, "n") for cell in cells))

    def _remarks(self, parent: Element) -> None:
        report, say = self._report, self._say
        SubElement(parent, "h2").text = say("Intensity, last 28 days")
        shares = report.split.seconds.shares() if report.split is not None else None
        SubElement(parent, "p").text = (
            say("No heart rate.")
            if shares is None
            else say("{easy} easy · {medium} medium · {hard} hard, by time").format(
                easy=_share(shares.easy), medium=_share(shares.medium), hard=_share(shares.hard)
            )
        )
        SubElement(parent, "h2").text = say("Changes")
        told = [self._change(each) for each in report.changes]
        if report.off_season_from is not None:
            told.append(
                say("{day}: off season began, a slow decline is expected").format(day=report.off_season_from)
            )
        for words in told or [say("None.")]:
            SubElement(parent, "p").text = words
        _quiet(
            parent,
            say(
                "Training Load: 60 minutes at threshold heart rate = 100. Describes change; "
                "does not predict injury."
            ),
        )

    def _change(self, each: ConstantsChange) -> str:
        fields = {
            "resting_bpm": self._say("resting heart rate"),
            "max_bpm": self._say("maximum heart rate"),
            "threshold_bpm": self._say("threshold heart rate"),
        }
        of_type = f" ({self._name(each.activity_type)})" if each.activity_type else ""
        return f"{each.day}: {fields[each.field]} {each.before} → {each.after}{of_type}"

    def _sessions(self, body: Element) -> None:
        report, say = self._report, self._say
        SubElement(body, "h2").text = say("Sessions, newest first")
        heads = ("Day", "Activity"), ("Time", "Planned", "Load", "Average", "Coverage", "Effort"), ("Notes",)
        columns = [
            (say(head), "n" if place == 1 else "") for place, group in enumerate(heads) for head in group
        ]
        table = _table(body, *columns)
        for session in report.sessions:
            self._session(table, session)
        if report.session_count > len(report.sessions):
            text = say("and {count} earlier ones in these weeks")
            _quiet(body, text.format(count=report.session_count - len(report.sessions)))

    def _session(self, table: Element, session: ReportedSession) -> None:
        row = session.row
        note = plain(row.remark.notes)
        about = "≈ " if row.load_is_estimated else ""
        numbers = (
            _clock(row.timer_s or row.elapsed_s),
            _planned(session, self._say),
            about + _number(row.load_that_counts),
            _number(row.average_bpm),
            _percent(row.coverage),
            _NOTHING if row.remark.rpe is None else str(row.remark.rpe),
        )
        _row(
            table,
            (f"{row.started_at:%Y-%m-%d}", ""),
            (self._name(row.activity_type or ""), ""),
            *((number, "n") for number in numbers),
            (note if len(note) <= _LONGEST_NOTE else note[: _LONGEST_NOTE - 1] + "…", ""),
        )

    def _name(self, key: str) -> str:
        known = self._types.get(key)
        return plain(known.name if known else key) or _NOTHING

    def _colour(self, key: str) -> str:
        known = self._types.get(key)
        return known.colour if known and _COLOUR.fullmatch(known.colour) else _GREY


def plain(text: str) -> str:
    """Text on one line without what no document may hold: controls, halves of letters."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def _table(parent: Element, *columns: tuple[str, str]) -> Element:
    table = SubElement(parent, "table")
    _cells(SubElement(SubElement(table, "thead"), "tr"), "th", columns)
    return SubElement(table, "tbody")


def _row(table: Element, *cells: tuple[str, str]) -> None:
    _cells(SubElement(table, "tr"), "td", cells)


def _cells(row: Element, tag: str, cells: Sequence[tuple[str, str]]) -> None:
    for words, look in cells:
        SubElement(row, tag, {"class": look} if look else {}).text = words


def _quiet(parent: Element, words: str) -> None:
    SubElement(parent, "p", {"class": "quiet"}).text = words


def _planned(session: ReportedSession, say: Say) -> str:
    planned = session.planned
    if planned.load is None:
        return _NOTHING
    if planned.minutes is None:
        return f"{planned.load:.0f}"
    return say("{load} in {minutes} min").format(load=round(planned.load), minutes=round(planned.minutes))


def _number(value: float | None, places: int = 0) -> str:
    return _NOTHING if value is None else f"{value:z.{places}f}".replace("-", "−")


def _percent(share: float | None) -> str:
    return _NOTHING if share is None else f"{int(share * 100 + 1e-9)} %"


def _share(share: float) -> str:
    return f"{round(share * 100)} %"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}"


def report_name(athlete: str, last_day: date) -> str:
    """`Sidebeat report Ada 2026-11-22.html`."""
    return f"Sidebeat report {plain(athlete)} {last_day.isoformat()}.html".replace("  ", " ")
