"""`sidebeat twins`: the pairs that wait for the athlete's word, in the terminal."""

from collections.abc import Sequence

from app.cli.output import clock_time, json_line, line, note, table
from app.domain.twin_pairs import TwinPair


def print_twins(pairs: Sequence[TwinPair], *, as_json: bool) -> None:
    """One line a pair, the newest first."""
    if as_json:
        for pair in pairs:
            json_line({"activity_id": pair.carried.activity_id, "carried_by": pair.carrier.activity_id})
        return
    if not pairs:
        note("No pair of activities waits for your word.")
        return
    rows = [cells for pair in pairs for cells in _cells(pair)]
    table(("Pair", "ID", "Started", "Activity", "Time", "Load", "From"), rows)
    first = pairs[0].carried.activity_id
    line(f"One activity, recorded twice: sidebeat twins --same {first}")
    line(f"Two activities:               sidebeat twins --different {first}")


def _cells(pair: TwinPair) -> list[tuple[str, ...]]:
    return [
        (
            str(row.activity_id) if row is pair.carried else "",
            str(row.activity_id),
            f"{row.started_at:%Y-%m-%d %H:%M}",
            (row.activity_type or "–").replace("_", " "),
            clock_time(row.elapsed_s if row.timer_s is None else row.timer_s),
            "–" if row.training_load is None else f"{row.training_load:.1f}",
            row.source or row.recorder or "–",
        )
        for row in (pair.carried, pair.carrier)
    ]
