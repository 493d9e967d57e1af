"""The history in the window: found, opened, exported, put away and brought back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.domain.remark import Remark
from app.ui.history.filters import Column
from app.ui.history.history_model import COLUMNS
from app.ui.history.history_page import HistoryPage
from app.ui.history.history_sentences import counted
from app.ui.history.month_view import days_of_load
from app.ui.theme import ColourChoice
from tests.ui.conftest import MakeStage
from tests.ui.history.past import TODAY, FakePast, row, rows
from tests.ui.history.past_stage import MakePast
from tests.ui.legible import colliding_texts, cut_texts
from tests.ui.test_live_page import settle


def cell(page: HistoryPage, place: int, column: Column) -> str:
    model = page.model
    return str(model.data(model.index(place, COLUMNS.index(column))))


def test_the_tab_and_its_key_open_the_list_newest_first(make_past: MakePast) -> None:
    past = make_past()
    tab = past.stage.window.findChild(QAbstractButton, "historyPageTab")
    assert tab is not None
    tab.click()
    page = past.open_history()
    assert cell(page, 0, Column.LOAD) == "52"
    assert page.count.text() == "12 activities · 12 h · load 558"


def test_estimates_and_doubles_are_marked(make_past: MakePast) -> None:
    kept = [
        row(1, 0, load_is_estimated=True),
        row(2, 1, carried_by=1),
        row(3, 2, carried_by=1, is_sure=False),
        row(4, 3, training_load=None, coverage=None),
    ]
    page = make_past(FakePast(kept)).open_history()
    assert [cell(page, place, Column.LOAD) for place in range(4)] == ["≈ 41", "(42)", "43 ?", "––"]
    assert cell(page, 0, Column.COVERAGE) == "97 %"
    assert cell(page, 3, Column.COVERAGE) == "––"
    assert page.count.text().endswith("load 84")  # 41 + 0 + 43: the surely linked one counts nothing


def test_search_and_an_empty_result_say_what_to_do(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_history()
    page.filters.search.setText("rowing")
    past.qtbot.waitUntil(lambda: len(page.model.shown) == 4)
    page.filters.search.setText("zzz")
    past.qtbot.waitUntil(page.nothing.isVisible)
    assert "Take a filter away" in page.nothing.text()


def test_the_buttons_stay_in_their_place_where_nothing_is_counted(make_past: MakePast) -> None:
    past = make_past(FakePast([]))
    page = past.open_history()
    settle()
    assert page.count.isHidden()
    empty = page.foot.geometry()
    page.show_rows(rows(), past.past.activity_types())
    settle()
    assert page.count.isVisible()
    assert page.foot.geometry() == empty


def test_an_empty_history_says_how_to_begin(make_past: MakePast) -> None:
    page = make_past(FakePast([])).open_history()
    assert page.nothing.isVisible()
    assert "drop files" in page.nothing.text()


def test_enter_opens_the_activity_and_back_returns(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_history()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    review = past.open_review(12)
    assert review.isVisible()
    review.back.click()
    assert page.isVisible()


def test_delete_leaves_the_list_at_once_and_undo_brings_it_back(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_history()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert past.stage.engine.asked[-1] == ("discard_activity", 11)
    assert [each.activity_id for each in page.model.whole][:2] == [12, 10]
    page.strip.undo.click()
    assert past.stage.engine.asked[-1] == ("restore_activity", 11)
    past.qtbot.waitUntil(lambda: len(page.model.whole) == 12)


def test_the_bin_is_shown_and_gives_back(make_past: MakePast) -> None:
    past = make_past(FakePast(binned=[row(77, 3)]))
    page = past.open_history()
    page.foot.bin.click()
    past.qtbot.waitUntil(lambda: len(page.model.whole) == 1)
    page.table.selectRow(0)
    page.foot.delete.click()
    assert past.stage.engine.asked[-1] == ("restore_activity", 77)
    assert page.model.whole == ()


def test_several_are_exported_with_progress(make_past: MakePast, tmp_path: Path) -> None:
    past = make_past()
    page = past.open_history()
    past.history.export([12, 11, 10], "tcx", tmp_path)
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("3 files"))
    assert past.past.written == [(12, "tcx"), (11, "tcx"), (10, "tcx")]


def test_dropped_files_are_imported_and_reported(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_history()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/rides/a.fit"), QUrl.fromLocalFile("/rides/b.bad")])
    nothing = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing)
    page.dropEvent(drop)
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("Import done"))
    assert page.strip.words.text() == "Import done: 1 imported, 1 skipped"
    assert past.past.imported == [Path("/rides/a.fit"), Path("/rides/b.bad")]
    page.strip.details.click()
    assert page.strip.details.isVisible()


def test_a_cancelled_import_keeps_what_came_in(make_past: MakePast) -> None:
    past = make_past()
    past.open_history()
    past.history.import_paths([Path(f"{number}.fit") for number in range(4)])
    past.history._is_cancelled.set()
    page = past.open_history()
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("Import "))
    assert past.past.imported


def test_a_failing_store_is_one_sentence(make_past: MakePast) -> None:
    past = make_past(FakePast(refusal="The disk is gone."))
    past.history.open()
    assert past.history._made().strip.words.text() == "The disk is gone."


def test_the_calendar_adds_a_day_up_and_opens_it(make_past: MakePast) -> None:
    past = make_past(FakePast([row(1, 0), row(2, 0), row(3, 40)]))
    page = past.open_history()
    page.filters.calendar_chip.click()
    assert days_of_load(past.past.kept)[TODAY].load == pytest.approx(83.0)
    assert "load 83" in page.calendar.title.text()
    page.calendar.earlier.click()
    assert "load 43" in page.calendar.title.text()
    page.calendar.now.click()
    QTest.keyClick(page.calendar.month, Qt.Key.Key_Return)
    assert page.filters.search.text() == TODAY.isoformat()
    assert [each.activity_id for each in page.model.shown] == [1, 2]


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("choice", [ColourChoice.DARK, ColourChoice.LIGHT])
def test_nothing_is_clipped(
    make_stage: MakeStage, make_past: MakePast, size: tuple[int, int], choice: ColourChoice
) -> None:
    notes = Remark("A long note that says much about legs, weather and the film that was on")
    kept = [replace(each, remark=notes) for each in rows(40)]
    past = make_past(FakePast(kept), make_stage(size, choice))
    page = past.open_history()
    page.strip.show_done("2 activities are in the bin, for 30 days.", [("a.fit", "bad")], can_undo=True)
    assert cut_texts(page) == []
    assert colliding_texts(page) == []
    review = past.open_review(40)
    assert cut_texts(review) == []
    assert colliding_texts(review) == []


def test_five_thousand_lines_are_shown_in_a_moment(make_past: MakePast) -> None:
    kept = [row(number, number // 2) for number in range(1, 5001)]
    page = make_past(FakePast(kept)).open_history()
    page.filters.search.setText("rowing")
    page._narrow()
    assert len(page.model.shown) == 1667
    first = page.model.shown[0].started_at - page.model.shown[-1].started_at
    assert first == timedelta(days=2499)


def test_one_activity_is_one_and_none_is_not_counted(make_past: MakePast) -> None:
    assert make_past(FakePast([row(1, 0)])).open_history().count.text() == "1 activity · 1 h · load 41"
    short = row(1, 0, timer_s=660.0)
    assert make_past(FakePast([short])).open_history().count.text() == "1 activity · 11 min · load 41"
    assert counted([], 0) == ""
    assert counted([], 12) == "0 of 12 activities"


def test_the_calendar_in_sight_follows_what_is_added(make_past: MakePast) -> None:
    past = make_past()
    page = past.open_history()
    page.filters.calendar_chip.click()
    before = page.calendar.month.month_load()
    past.past.kept = [row(99, 0, training_load=100.0), *past.past.kept]
    past.history.forget()
    past.qtbot.waitUntil(lambda: page.calendar.month.month_load() == pytest.approx(before + 100.0))


def test_the_calendar_counts_its_month_alone(make_past: MakePast) -> None:
    page = make_past().open_history()
    page.filters.calendar_chip.click()
    assert not page.count.isVisible()
    page.filters.list_chip.click()
    assert page.count.isVisible()


def test_a_narrow_list_hides_what_is_least_needed_and_scrolls_nowhere(
    make_stage: MakeStage, make_past: MakePast
) -> None:
    past = make_past(stage=make_stage((640, 720)))
    page = past.open_history()
    hidden = {column for place, column in enumerate(COLUMNS) if page.table.isColumnHidden(place)}
    assert hidden == {Column.NOTES, Column.SOURCE, Column.COVERAGE}
    past.stage.theme.scale_text(2.0)
    past.qtbot.waitUntil(lambda: page.table.isColumnHidden(COLUMNS.index(Column.TIME)))
    assert not page.table.isColumnHidden(COLUMNS.index(Column.LOAD))
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.model.data(page.model.index(0, 0)) == "22 Nov 2026"


def test_a_large_window_shows_more_lines_not_larger_ones(make_stage: MakeStage, make_past: MakePast) -> None:
    heights = [
        make_past(stage=make_stage(size)).open_history().table.verticalHeader().defaultSectionSize()
        for size in ((1280, 800), (3840, 2160))
    ]
    assert heights[0] == 34
    assert heights[1] == round(34 * 1.15)
