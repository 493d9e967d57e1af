"""`twins`: the athlete's word on pairs that may be one activity recorded twice."""

import argparse

from app.cli.failure import CannotError
from app.cli.output import note
from app.cli.twins import print_twins
from app.domain.twin_pairs import TwinPair
from app.storage.history import History
from app.wiring.house import House
from app.wiring.terminal_recorder import terminal_recorder
from app.wiring.twin_pairs import settle, waiting_pairs


def twins(house: House, arguments: argparse.Namespace) -> int:
    """Lists the unsure pairs, or takes the athlete's word on one of them."""
    pairs = waiting_pairs(History(house.folders), house.names())
    named = arguments.same if arguments.same is not None else arguments.different
    if named is None:
        print_twins(pairs, as_json=arguments.json)
        return 0
    chosen = [pair for pair in pairs if named in {pair.carried.activity_id, pair.carrier.activity_id}]
    if not chosen:
        raise CannotError(f"Activity {named} is in no pair that waits for your word. See: sidebeat twins")
    is_same = arguments.same is not None
    with terminal_recorder(house.folders, "sidebeat twins") as recorder:
        for pair in chosen:
            settle(recorder, pair, is_same=is_same)
            note(_told(pair, is_same=is_same))
    return 0


def _told(pair: TwinPair, *, is_same: bool) -> str:
    carried, carrier = pair.carried.activity_id, pair.carrier.activity_id
    if is_same:
        return f"{carried} and {carrier} are one; {carrier} has the load."
    return f"{carried} and {carrier} are two activities; each counts."
