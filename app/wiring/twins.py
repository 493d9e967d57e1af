"""`twins`: the athlete's word on pairs that may be one activity recorded twice."""

import argparse

from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.twins import Pair, print_twins
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.storage.timeline import system_clocks
from app.wiring.archive import Archive
from app.wiring.house import House


def twins(house: House, arguments: argparse.Namespace) -> int:
    """Lists the unsure pairs, or takes the athlete's word on one of them."""
    pairs = unsure_pairs(Archive(History(house.folders)), house.names())
    named = arguments.same if arguments.same is not None else arguments.different
    if named is None:
        print_twins(pairs, as_json=arguments.json)
        return 0
    chosen = [pair for pair in pairs if named in {row.activity_id for row in pair}]
    if not chosen:
        raise CannotError(f"Activity {named} is in no pair that waits for your word. See: sidebeat twins")
    for pair in chosen:
        _settle(house, pair, is_same=arguments.same is not None)
    return 0


def unsure_pairs(archive: Archive, athlete: tuple[str, ...] | None) -> list[Pair]:
    """The pairs that wait for a word, the newest first; those with one in the bin wait there."""
    rows = {row.activity_id: row for row in archive.rows(since=None, athlete=athlete)}
    return [
        (row, rows[row.carried_by])
        for row in rows.values()
        if row.carried_by in rows and not row.is_sure and row.carried_by is not None
    ]


def _settle(house: House, pair: Pair, *, is_same: bool) -> None:
    carried, carrier = pair
    recorder = SqliteRecorder.open(house.folders, system_clocks(), command="sidebeat twins")
    try:
        if is_same:
            recorder.confirm_twin(carried.activity_id)
        else:
            recorder.drop_twin(carried.activity_id)
    finally:
        recorder.close()
    if is_same:
        note(f"{carried.activity_id} and {carrier.activity_id} are one; {carrier.activity_id} has the load.")
    else:
        note(f"{carried.activity_id} and {carrier.activity_id} are two activities; each counts.")
