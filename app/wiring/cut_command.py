"""`cut`: a stretch with wrong heart rates is taken out of an activity, or put back."""

import argparse

from app.cli.cuts import print_cuts
from app.cli.failure import CannotError
from app.cli.output import clock_time, note
from app.cli.sentences import no_activity
from app.domain.cuts import Cut, CutError, cuts_of, with_cut, without_cut
from app.domain.recording import Recording, SessionStatus
from app.storage.history import History
from app.wiring.changing import change_activity
from app.wiring.computing import compute
from app.wiring.house import House
from app.wiring.terminal_recorder import terminal_recorder


def cut(house: House, arguments: argparse.Namespace) -> int:
    """Lists what is cut out of an activity, or cuts, or puts back."""
    activity_id = arguments.activity_id
    try:
        recording = History(house.folders).recording(activity_id)
    except KeyError as error:
        raise CannotError(no_activity(activity_id)) from error
    if arguments.out is None and arguments.put_back is None:
        print_cuts(activity_id, cuts_of(recording.events), as_json=arguments.json)
        return 0
    if recording.status is not SessionStatus.FINISHED:
        raise CannotError(f"Activity {activity_id} is not finished yet. Finish it first.")
    cuts = _after(recording, arguments)
    before = compute(recording).summary.training_load
    with terminal_recorder(house.folders, "sidebeat cut") as recorder:
        after = change_activity(recorder, recorder.load_recording(activity_id), cuts=cuts)
    load = after.summary.training_load
    note(f"Computed without what is cut out: the load was {before:.0f} and is now {load:.0f}.")
    print_cuts(activity_id, cuts, as_json=arguments.json)
    return 0


def _after(recording: Recording, arguments: argparse.Namespace) -> tuple[Cut, ...]:
    """The cuts as they are to be. CannotError."""
    cuts = cuts_of(recording.events)
    if arguments.put_back is not None:
        chosen = [each for each in cuts if each.holds(arguments.put_back)]
        if not chosen:
            moment = clock_time(arguments.put_back)
            raise CannotError(
                f"Nothing is cut out at {moment}. See what is: sidebeat cut {recording.activity_id}"
            )
        return without_cut(cuts, chosen[0])
    elapsed_s = compute(recording).summary.elapsed_s
    start_s, end_s = arguments.out
    try:
        return with_cut(cuts, start_s, end_s, elapsed_s)
    except CutError as error:
        raise CannotError(
            f"From before to, at least a second, and within the activity's {clock_time(elapsed_s)}, please."
        ) from error
