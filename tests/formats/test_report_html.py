"""The coach's report: whole, escaped, fetching nothing, whatever it is made of."""

from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.activity_row import ActivityRow
from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES, ActivityType
from app.domain.coach_report import MOST_SESSIONS, CoachReport, Planned, coach_report
from app.domain.constants_changes import ConstantsChange
from app.domain.intensity import SessionIntensity, Split
from app.domain.long_run import long_run
from app.domain.remark import Remark
from app.formats.errors import FormatError
from app.formats.report_check import check_report
from app.formats.report_html import encode_report, plain, report_name
from tests.domain.activity_rows import load_rows, make_row

TODAY = date(2026, 11, 22)
HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(1)> \x00\x1b[31m \ud800 ]]> </td></table>'


FEW = {"training_load": 50.0, "counted_s": 3456.0, "coverage": 0.96}


def row(number: int, days_ago: int, **changes: object) -> ActivityRow:
    kind = ("outdoor_run", "rowing")[number % 2]
    return make_row(number, days_ago, **{**FEW, "activity_type": kind, **changes})


def report(rows: list[ActivityRow], athlete: str = "Ada") -> CoachReport:
    run = long_run(load_rows(rows), TODAY, 40.0, off_season_from=TODAY - timedelta(days=30))
    return coach_report(
        athlete,
        run,
        rows,
        planned={1: Planned(60.0), 2: Planned(45.0, 40.0)},
        changes=(ConstantsChange(TODAY - timedelta(days=9), "rowing", "threshold_bpm", 160, 164),),
        split=SessionIntensity(TODAY, Split(80.0, 12.0, 8.0), Split(1.0, 1.0, 1.0)),
    )


def written(found: CoachReport, types: tuple[ActivityType, ...] = BUILT_IN_ACTIVITY_TYPES) -> str:
    octets = encode_report(found, types, str)
    check_report(octets)
    return octets.decode("utf-8")


class Texts(HTMLParser):
    """What one reads on the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_a_page_tells_what_was_planned_and_done_coverage_changes_and_notes() -> None:
    rows = [row(number + 1, 2 * number) for number in range(40)]
    rows[0] = replace(rows[0], remark=Remark("Legs heavy", rpe=7), load_is_estimated=True)
    page = written(report(rows))
    texts = " | ".join(Texts(page).found)
    assert "Ada, 2026-09-05 – 2026-11-22" in texts
    assert "2026-11-22 | Rowing | 1:00 | 60 | ≈ 50 | 141 | 96 % | 7 | Legs heavy" in texts
    assert "2026-11-20 | Outdoor run | 1:00 | 45 in 40 min | 50 | 141 | 96 % | – |" in texts
    assert "2026-11-13: threshold heart rate 160 → 164 (Rowing)" in texts
    assert "2026-10-23: off season began, a slow decline is expected" in texts
    assert "80 % easy · 12 % medium · 8 % hard, by time" in texts
    assert f"and {40 - MOST_SESSIONS} earlier ones in these weeks" in texts
    assert page.count("<svg") == 2
    assert "<polyline" in page


def test_nothing_that_anybody_typed_becomes_part_of_the_page() -> None:
    rows = [row(1, 0, remark=Remark(HOSTILE), activity_type=HOSTILE), row(2, 1, activity_type="own")]
    own = ActivityType("own", HOSTILE[:40], 1, 0, colour='url("http://x")')
    page = written(report(rows, athlete=HOSTILE), (*BUILT_IN_ACTIVITY_TYPES, own))
    assert "<script" not in page
    assert "<img" not in page
    assert "url(" not in page
    assert "&lt;script&gt;alert(" in page
    assert "http://" not in page
    assert any('<script>alert("1")</script> & <img' in text for text in Texts(page).found)


@given(st.text(max_size=300), st.text(max_size=40), st.integers(0, 60))
def test_any_words_make_a_whole_page(notes: str, athlete: str, count: int) -> None:
    rows = [row(number + 1, number, remark=Remark(notes)) for number in range(count)]
    written(report(rows, athlete))
    assert plain(notes) == " ".join(plain(notes).split())


def test_an_empty_history_is_a_page_too() -> None:
    found = coach_report("", long_run([], TODAY, None), [], planned={}, changes=(), split=None)
    texts = Texts(written(found)).found
    assert "No heart rate." in texts
    assert "Training" in texts


def test_its_words_can_be_translated() -> None:
    octets = encode_report(report([row(1, 0)]), BUILT_IN_ACTIVITY_TYPES, lambda words: f"«{words}»")
    assert "«Sessions, newest first»" in octets.decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda octets: octets[: len(octets) // 2],
        lambda octets: octets.replace(b"</table>", b""),
        lambda octets: octets.replace(b"<body>", b"<body><script>1</script>"),
        lambda octets: octets.replace(b"<h1>", b'<h1 onclick="x">'),
        lambda octets: octets.replace(b"<h1>", b'<h1 style="background:url(x)">'),
        lambda octets: octets + b"\xff",
    ],
)
def test_a_page_that_is_spoiled_is_found_out(spoil: object) -> None:
    octets = encode_report(report([row(1, 0)]), BUILT_IN_ACTIVITY_TYPES, str)
    assert callable(spoil)
    with pytest.raises(FormatError):
        check_report(spoil(octets))


def test_the_file_is_named_after_athlete_and_day() -> None:
    assert report_name("Ada", TODAY) == "Sidebeat report Ada 2026-11-22.html"
    assert report_name("", TODAY) == "Sidebeat report 2026-11-22.html"


def test_a_little_less_than_nothing_is_no_minus_nothing() -> None:
    said = report([row(number, number % 30) for number in range(1, 40)])
    last = replace(said.days[-1], form=-0.3, load_ratio=-0.001)
    text = encode_report(replace(said, days=(*said.days[:-1], last)), BUILT_IN_ACTIVITY_TYPES, str).decode()
    assert "<b>−0" not in text
    assert (
        "<b>−3</b>"
        in encode_report(
            replace(said, days=(*said.days[:-1], replace(last, form=-3.2))), BUILT_IN_ACTIVITY_TYPES, str
        ).decode()
    )
