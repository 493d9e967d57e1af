"""Ten years of training: what the pages of the past take, what the store weighs, how fast files come in."""

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from app.formats.fit_write import encode_activity
from app.storage.folders import Folders
from app.storage.history import History
from benchmarks.child import ROOT, run_child, screen
from benchmarks.figures import Figure, figure_of_runs, not_measured
from benchmarks.ten_years import ACTIVITIES, SEED, make_store, templates

RUNS = 5
FILES = 240  # to import; enough that starting the processes weighs little
IMPORTED_KINDS = ("outdoor_run", "rowing")
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
        return [listing, size, *_pages(home), *_importing(Path(folder))]


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
    names = ("history page", "history page, every line of it", "trends page", "trends page after history")
    with screen() as environment:
        if environment is None:
            return [not_measured(name, "no display") for name in names]
        first, alone = (
            [run_child("archive_pages", str(home), *pages, environment=environment) for _ in range(RUNS)]
            for pages in (("history", "trends"), ("trends",))
        )
    seen, whole, after = (
        [told[key] for told in first] for key in ("history_seen_ms", "history_ms", "trends_ms")
    )
    memory = [told["resident_mb"] for told in first]
    return [
        figure_of_runs(names[0], seen, "ms", budget=HISTORY_BUDGET_MS),
        figure_of_runs(names[1], whole, "ms"),
        figure_of_runs(names[2], [told["trends_ms"] for told in alone], "ms", budget=TRENDS_BUDGET_MS),
        figure_of_runs(names[3], after, "ms", budget=TRENDS_BUDGET_MS),
        figure_of_runs("resident memory, both pages open", memory, "MB"),
    ]


def _importing(folder: Path) -> list[Figure]:
    """`sidebeat import` of FIT files in a process of its own, then of the same files again."""
    files = write_files(folder / "files")
    hours = sum(files.values())
    first_s, again_s = (_import_s(folder) for _ in range(2))
    return [
        Figure("import of FIT files", len(files) / first_s, "files/s", more_is_better=True),
        Figure("import of FIT files, in hours of training", hours / first_s, "h/s", more_is_better=True),
        Figure("import of the same files again", len(files) / again_s, "files/s", more_is_better=True),
    ]


def write_files(folder: Path, count: int = FILES) -> dict[Path, float]:
    """So many different activities as FIT files, a day between them; the hours of each."""
    folder.mkdir()
    random = Random(SEED)
    known = [each for of_kind in templates(random, IMPORTED_KINDS).values() for each in of_kind]
    written = {}
    for place in range(count):
        chosen = known[place % len(known)].activity
        activity = replace(
            chosen,
            identity=str(UUID(int=random.getrandbits(128), version=4)),
            started_at=datetime(2025, 1, 1, 6, tzinfo=UTC) + timedelta(days=2 * place),
        )
        path = folder / f"{place:04}.fit"
        path.write_bytes(encode_activity(activity))
        written[path] = activity.summary.elapsed_s / 3600.0
    return written


def _import_s(folder: Path) -> float:
    begun_s = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "app", "--home", str(folder / "imported"), "import", str(folder / "files")],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=LIMIT_S,
    )
    return time.perf_counter() - begun_s
