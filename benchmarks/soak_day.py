"""A day in one session: 24 hours at accelerated time through the real engine and the real window."""

import tempfile
from collections.abc import Iterator
from typing import Any

from benchmarks.child import hear_child
from benchmarks.figures import Figure

HOURS = 24.0
SPEED = 150.0  # what a slow core can still draw beat by beat
SHARE_OF_LIMIT = 0.7  # a loaded machine takes longer than the pace asks for
MEMORY_BUDGET = 1.1  # times the first hour's
BEAT_BUDGET = 1.2  # times the first hour's
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def soak(limit_s: float) -> Iterator[Figure]:
    """The last hour beside the first; fewer hours where the limit is short."""
    hours = min(HOURS, limit_s * SHARE_OF_LIMIT * SPEED / 3600.0)
    rows: list[dict[str, Any]] = []
    finish_s: float | None = None
    try:
        with tempfile.TemporaryDirectory() as home:
            day = hear_child(
                "long_session", home, str(hours), str(SPEED), environment=OFFSCREEN, limit_s=limit_s
            )
            for told in day:
                rows.extend([told["row"]] if "row" in told else [])
                finish_s = told.get("finish_s")
    except KeyboardInterrupt:
        yield from _growth(rows)
        raise
    yield from _growth(rows)
    yield Figure("finish: computed, stored, exported", finish_s, "s", remark=f"{hours:.1f} hours")


def _growth(rows: list[dict[str, Any]]) -> Iterator[Figure]:
    """What may not grow; nothing as long as there is no second row to compare."""
    if len(rows) < 2:
        return
    first, last = rows[0], rows[-1]
    told = f"floor: after {first['elapsed_s'] / 3600:.1f} of {last['elapsed_s'] / 3600:.1f} hours"
    for name, key, unit, most in (
        ("memory", "memory_mb", "MB", MEMORY_BUDGET),
        ("file handles", "handles", "", 1.0),
        ("threads", "threads", "", 1.0),
        ("a heartbeat, all in", "beat_ms", "ms", BEAT_BUDGET),
    ):
        yield Figure(name, last[key], unit, floor=first[key], budget=most * first[key], remark=told)
    yield Figure(
        "references to None",
        last["none_references"],
        "",
        floor=first["none_references"],
        budget=first["none_references"],
        more_is_better=True,
    )
