"""Runs the measurements, prints one table and keeps it as JSON under benchmarks/results/."""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import benchmarks
from app import __version__
from benchmarks.figures import Figure, row, table

RESULTS = Path(__file__).parent / "results"


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="run.py", description="Measures what Sidebeat costs.")
    tasks = parser.add_subparsers(dest="task", required=True)
    bench = tasks.add_parser("bench", help="minutes")
    soak = tasks.add_parser("soak", help="long campaigns")
    for words in (bench, soak):
        words.add_argument(
            "modules", nargs="*", metavar="MODULE", help="modules of benchmarks/, all by default"
        )
    soak.add_argument(
        "--limit", type=float, default=3600.0, metavar="S", help="seconds for each (%(default)g)"
    )
    return parser.parse_args()


def measurements(task: str, wanted: list[str]) -> Iterator[tuple[str, Callable[..., Iterable[Figure]]]]:
    """Modules of this package with the task's function, in order of name."""
    function = {"bench": "measure", "soak": "soak"}[task]
    for name in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
        if name == "__main__" or (wanted and name not in wanted):
            continue
        found: Any = getattr(importlib.import_module(f"benchmarks.{name}"), function, None)
        if found is not None:
            yield name, found


def keep(task: str, figures: list[Figure]) -> Path:
    """Writes the figures with what they were measured on; the file's path."""
    moment = datetime.now(UTC)
    report = {
        "task": task,
        "measured_at": moment.isoformat(timespec="seconds"),
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "figures": [asdict(figure) for figure in figures],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{task}-{moment:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def measured(asked: argparse.Namespace) -> Iterator[Figure]:
    """Every figure as it comes; those of long campaigns are told at once."""
    for name, measure in measurements(asked.task, asked.modules):
        print(f"{name} …", file=sys.stderr, flush=True)
        if asked.task == "bench":
            yield from measure()
            continue
        for figure in measure(asked.limit):
            print(row(figure), file=sys.stderr, flush=True)
            yield figure


def main() -> int:
    """Status 0: every budget is kept; 1: one is not; 2: no such measurement; 130: ended by Ctrl-C."""
    asked = arguments()
    figures: list[Figure] = []
    is_interrupted = False
    try:
        figures.extend(measured(asked))  # one by one: what is there when Ctrl-C comes stays
    except KeyboardInterrupt:
        is_interrupted = True
        print("Ended by Ctrl-C; this is what was reached.", file=sys.stderr)
    if not figures:
        print(f"Nothing here to {asked.task}.", file=sys.stderr)
        return 130 if is_interrupted else 2
    print(table(figures))
    print(f"\nKept in {keep(asked.task, figures)}")
    if is_interrupted:
        return 130
    return 0 if all(figure.within_budget for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
