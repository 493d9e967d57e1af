"""Progress at the screen's pace: kept back, never dropped."""

from pathlib import Path

import pytest

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.ui.history.history_sentences import imported
from app.ui.history.import_progress import PACE_S, PacedProgress
from app.ui.history.ports import HistoryProblemError, ImportProgress, OnProgress
from tests.ui.history.past_stage import MakePast


def outcome(number: int, status: ImportStatus = ImportStatus.DUPLICATE) -> ImportOutcome:
    return ImportOutcome(f"{number}.fit", status, number, None)


def test_thousands_of_files_a_second_are_a_few_sights_and_nothing_is_lost() -> None:
    now, seen = [0.0], list[ImportProgress]()
    paced = PacedProgress(seen.append, lambda: now[0])
    for number in range(1000):
        paced.tell(ImportProgress(number + 1, 1000, (outcome(number),)))
        now[0] += 0.0005
    paced.flush()
    paced.flush()
    assert len(seen) <= 0.5 / PACE_S + 2
    assert [each.file for told in seen for each in told.outcomes] == [f"{n}.fit" for n in range(1000)]
    assert (seen[0].done, seen[-1].done) == (1, 1000)


def test_the_report_names_what_waits() -> None:
    outcomes = [
        outcome(1, ImportStatus.IMPORTED),
        ImportOutcome(
            "2.fit", ImportStatus.IMPORTED, 2, "perhaps the same as activity 1: waits for your word"
        ),
        outcome(3, ImportStatus.LINKED),
        outcome(4),
        outcome(5, ImportStatus.SKIPPED),
    ]
    assert imported(outcomes, is_cancelled=False) == (
        "Import done: 2 imported, 1 linked to what was there, 1 were there already, 1 skipped, "
        "1 may be recorded twice and wait for your word"
    )


def test_a_full_disk_ends_the_import_and_tells_what_came_in(
    make_past: MakePast, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = make_past()
    page = past.open_history()

    def fill_up(_paths: object, on_progress: OnProgress) -> None:
        on_progress(ImportProgress(1, 9, (outcome(1, ImportStatus.IMPORTED),)))
        raise HistoryProblemError("The disk is full.")

    monkeypatch.setattr(past.past, "import_files", fill_up)
    past.history.import_paths([Path("/rides")])
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("The disk is full."))
    assert page.strip.words.text() == "The disk is full. Import cancelled: 1 imported"
    past.history.import_paths([Path("/rides")])  # not busy any more
    past.qtbot.waitUntil(lambda: page.strip.words.text().startswith("The disk is full."))
