"""The pairs that wait for the athlete's word, in window and terminal: listed, compared, settled."""

from app.domain.twin_pairs import PairTraces, TwinPair
from app.storage.history import History
from app.storage.recorder import SqliteRecorder
from app.wiring.computing import rates_of_recording


def waiting_pairs(history: History, athlete: tuple[str, ...] | None) -> list[TwinPair]:
    """The newest first; those with one in the bin wait there. StorageError."""
    rows = {row.activity_id: row for row in history.activities(athlete=athlete, with_zones=False)}
    return [
        TwinPair(row, rows[twin.carried_by], twin.shift_s)
        for row in rows.values()
        if row.awaits_word
        for twin in history.twins_of(row.activity_id)
        if twin.activity_id == row.activity_id and twin.carried_by in rows
    ]


def traces_of(history: History, pair: TwinPair) -> PairTraces:
    """Both read again from what was recorded. StorageError, KeyError, ValueError."""
    from app.domain.pair_comparison import pair_traces  # noqa: PLC0415 - NumPy: when a pair is looked at

    carried, carrier = (
        rates_of_recording(history.recording(row.activity_id)) for row in (pair.carried, pair.carrier)
    )
    return pair_traces(carried, carrier)


def settle(recorder: SqliteRecorder, pair: TwinPair, *, is_same: bool) -> None:
    """The athlete's word. StorageError."""
    with recorder.kept_open():
        if is_same:
            recorder.confirm_twin(pair.carried.activity_id)
        else:
            recorder.drop_twin(pair.carried.activity_id)
        recorder.settle()


def reopen(recorder: SqliteRecorder, pair: TwinPair) -> None:
    """The athlete takes the word back: the pair waits again. StorageError."""
    carried, carrier = pair.carried.activity_id, pair.carrier.activity_id
    with recorder.kept_open():
        recorder.put_twin(carried, carrier, is_sure=False, shift_s=pair.shift_s)
        recorder.settle()
