"""`sidebeat cut`: what was cut out of an activity, in the terminal."""

from collections.abc import Sequence

from app.cli.output import clock_time, json_line, line, note, table
from app.domain.cuts import Cut


def print_cuts(activity_id: int, cuts: Sequence[Cut], *, as_json: bool) -> None:
    """One line a cut, in order."""
    if as_json:
        for cut in cuts:
            json_line({"activity_id": activity_id, "start_s": cut.start_s, "end_s": cut.end_s})
        return
    if not cuts:
        note(f"Nothing is cut out of activity {activity_id}.")
        return
    rows = [
        (clock_time(cut.start_s), clock_time(cut.end_s), clock_time(cut.end_s - cut.start_s)) for cut in cuts
    ]
    table(("From", "To", "Time"), rows)
    line(f"To put one back: sidebeat cut {activity_id} --put-back {clock_time(cuts[0].start_s)}")
