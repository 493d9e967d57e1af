"""Ten years of training: what the pages of the past take, what the store weighs, how fast files come in."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.storage.folders import Folders
from app.storage.history import History
from benchmarks.child import run_child, screen
from benchmarks.figures import Figure, figure_of_runs, not_measured
from benchmarks.import_runs import import_figures
from benchmarks.ten_years import ACTIVITIES, make_store

RUNS = 5
FILES = 300  # to import; enough that starting the processes weighs little
HISTORY_BUDGET_MS, TRENDS_BUDGET_MS = 150.0, 300.0
LIMIT_S = 600.0
MEGABYTE = 1024 * 1024


def measure() -> list[Figure]:
    """The pages on 5,000 activities, then the import of files into an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "ten years"
        folders = make_store(home)
        listing = figure_of_runs("5,000 activities, read by the history", _listing_ms(folders), "ms")
        size = Figure("5,000 activities, database", folders.database.stat().st_size / MEGABYTE, "MB")
        return [listing, size, *_pages(home), *import_figures(Path(folder), FILES, LIMIT_S)]


def soak(limit_s: float) -> Iterator[Figure]:
    """The import of all ten years."""
    with tempfile.TemporaryDirectory() as folder:
        yield from import_figures(Path(folder), ACTIVITIES, limit_s)


def _listing_ms(folders: Folders) -> list[float]:
    history = History(folders)
    runs = []
    for _ in range(RUNS):
        begun_s = time.perf_counter()
        found = len(history.activities())
        runs.append((time.perf_counter() - begun_s) * 1e3)
        if found != ACTIVITIES:
            raise RuntimeError(f"the archive holds {found} activities")
    return runs


def _pages(home: Path) -> list[Figure]:
    names = (
        "history page",
        "history page, every line of it",
        "trends page",
        "trends page after history",
        "trends page while history reads",
    )
    with screen() as environment:
        if environment is None:
            return [not_measured(name, "no display") for name in names]
        first, alone, hasty = (
            [
                run_child("archive_pages", str(home), str(ACTIVITIES), *pages, environment=environment)
                for _ in range(RUNS)
            ]
            for pages in (("history", "trends"), ("trends",), ("glance", "trends"))
        )
    seen, whole, after = (
        [told[key] for told in first] for key in ("history_seen_ms", "history_ms", "trends_ms")
    )
    memory = [told["resident_mb"] for told in first]
    reference = median(told["reference_ms"] for told in (*first, *alone, *hasty))
    processor = {
        f"{names[0]}, processor time": [told["history_cpu_ms"] for told in first],
        f"{names[2]}, processor time": [told["trends_cpu_ms"] for told in alone],
    }
    return [
        figure_of_runs(names[0], seen, "ms", budget=HISTORY_BUDGET_MS),
        figure_of_runs(names[1], whole, "ms"),
        figure_of_runs(names[2], [told["trends_ms"] for told in alone], "ms", budget=TRENDS_BUDGET_MS),
        figure_of_runs(names[3], after, "ms", budget=TRENDS_BUDGET_MS),
        figure_of_runs(names[4], [told["trends_ms"] for told in hasty], "ms", budget=TRENDS_BUDGET_MS),
        *(figure_of_runs(name, runs, "ms", floor=reference) for name, runs in processor.items()),
        figure_of_runs("resident memory, both pages open", memory, "MB"),
    ]
