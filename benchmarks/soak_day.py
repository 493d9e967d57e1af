"""A day in one session: 24 hours at accelerated time through the real engine and the real window."""

import tempfile
from typing import Any

from benchmarks.child import run_child
from benchmarks.figures import Figure

HOURS = 24.0
SPEED = 150.0  # what a slow core can still draw beat by beat
SHARE_OF_LIMIT = 0.7  # a loaded machine takes longer than the pace asks for
MEMORY_BUDGET = 1.1  # times the first hour's
BEAT_BUDGET = 1.2  # times the first hour's
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def soak(limit_s: float) -> list[Figure]:
    """The last hour beside the first; fewer hours where the limit is short."""
    hours = min(HOURS, limit_s * SHARE_OF_LIMIT * SPEED / 3600.0)
    with tempfile.TemporaryDirectory() as home:
        told = run_child("long_session", home, str(hours), str(SPEED), environment=OFFSCREEN, limit_s=limit_s)
    first, last = told["rows"][0], told["rows"][-1]
    return [
        *_growth(first, last),
        Figure(
            "a heartbeat in the last hour",
            last["beat_ms"],
            "ms",
            floor=first["beat_ms"],
            budget=BEAT_BUDGET * first["beat_ms"],
            remark="floor: the first hour",
        ),
        Figure("finish: computed, stored, exported", told["finish_s"], "s", remark=f"{hours:.1f} hours"),
    ]


def _growth(first: dict[str, Any], last: dict[str, Any]) -> list[Figure]:
    """What may not grow."""
    return [
        Figure(
            "memory after the last hour",
            last["memory_mb"],
            "MB",
            floor=first["memory_mb"],
            budget=MEMORY_BUDGET * first["memory_mb"],
            remark="floor: after the first hour",
        ),
        Figure("file handles", last["handles"], "", floor=first["handles"], budget=first["handles"]),
        Figure("threads", last["threads"], "", floor=first["threads"], budget=first["threads"]),
        Figure("references to None", last["none_references"], "", floor=first["none_references"]),
    ]
