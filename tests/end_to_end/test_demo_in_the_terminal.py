"""A heartbeat all the way: strap → bytes → disk → replay → FIT, every number the same on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fitdecode
import pytest

from tests.wiring.demo import record_demo
from tests.wiring.terminal import Done, sidebeat

DURATION_S = 900


@dataclass(frozen=True)
class Ridden:
    """A demo session: what `record` said, what `show` and `export` say, and its FIT file's messages."""

    live: Done
    shown: dict[str, Any]
    samples: list[dict[str, Any]]
    raw: list[dict[str, Any]]
    messages: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def ridden(tmp_path_factory: pytest.TempPathFactory) -> Ridden:
    home = tmp_path_factory.mktemp("ridden")
    live = record_demo(home, duration_s=DURATION_S)
    shown, *samples = _told(home, "show", "1", "--samples", "--json")
    raw = _told(home, "export", "1", "--format", "raw", "--output", "-")
    (finished,) = live.of("session_finished")
    messages: dict[str, list[dict[str, Any]]] = {}
    for name, values in _messages(Path(finished["files"][0])):
        messages.setdefault(name, []).append(values)
    return Ridden(live, shown, samples, raw, messages)


def _told(home: Path, *words: str) -> list[dict[str, Any]]:
    done = sidebeat(*words, "--demo", "--home", home)
    assert done.status == 0, done.err
    return done.objects


def _messages(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with fitdecode.FitReader(str(path), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                yield frame.name, {field.name: field.value for field in frame.fields}


def test_every_reading_sent_is_in_the_raw_export_once(ridden: Ridden) -> None:
    heart = [line for line in ridden.raw if line["characteristic"] == "2a37"]
    arrivals = [line["arrival_s"] for line in heart]
    assert arrivals == sorted(set(arrivals))
    in_session = [line for line in heart if line["arrival_s"] <= DURATION_S]
    assert [int(line["payload_hex"][2:4], 16) for line in in_session] == [
        each["bpm"] for each in ridden.samples
    ]
    assert [line["arrival_s"] for line in in_session] == [each["elapsed_s"] for each in ridden.samples]


def test_the_fit_file_holds_a_record_for_every_second(ridden: Ridden) -> None:
    records = ridden.messages["record"]
    begun = records[0]["timestamp"]
    seconds = [(record["timestamp"] - begun).total_seconds() for record in records]
    assert seconds == [float(second) for second in range(len(records))]
    assert DURATION_S <= len(records) <= DURATION_S + 1


def test_its_heart_rates_are_those_of_the_samples_second_by_second(ridden: Ridden) -> None:
    """A record is the reading of its second: the last one up to it, no older than is shown as live."""
    records = ridden.messages["record"]
    begun_s = _started(ridden).timestamp()
    at_s = [(sample["elapsed_s"], sample["bpm"]) for sample in ridden.samples]
    for record in records:
        end_s = record["timestamp"].timestamp() + 1.0 - begun_s
        near = {bpm for elapsed_s, bpm in at_s if end_s - 3.0 <= elapsed_s <= end_s + 1.0}
        assert record.get("heart_rate") is None or record["heart_rate"] in near
    measured = [record for record in records if record.get("heart_rate") is not None]
    assert len(measured) >= DURATION_S - 2
    assert max(record["heart_rate"] for record in measured) == ridden.shown["max_bpm"]


def test_its_numbers_are_those_told_live_and_shown(ridden: Ridden) -> None:
    (session,) = ridden.messages["session"]
    (finished,) = ridden.live.of("session_finished")
    for key in (
        "elapsed_s",
        "timer_s",
        "training_load",
        "average_bpm",
        "max_bpm",
        "time_in_zone_s",
        "coverage",
    ):
        assert finished[key] == ridden.shown[key], key
    assert session["total_elapsed_time"] == pytest.approx(finished["elapsed_s"], abs=1e-3)
    assert session["total_timer_time"] == pytest.approx(finished["timer_s"], abs=1e-3)
    assert session["avg_heart_rate"] == round(finished["average_bpm"])
    assert session["max_heart_rate"] == finished["max_bpm"]


def test_it_is_indoor_cycling_and_begins_when_the_session_began(ridden: Ridden) -> None:
    (session,) = ridden.messages["session"]
    assert (session["sport"], session["sub_sport"]) == ("cycling", "indoor_cycling")
    assert abs((session["start_time"] - _started(ridden)).total_seconds()) <= 1.0


def _started(ridden: Ridden) -> datetime:
    return datetime.fromisoformat(ridden.shown["started_at"]).astimezone(UTC)


def test_its_beats_are_those_that_were_sent(ridden: Ridden) -> None:
    sent = 0
    for line in ridden.raw:
        octets = bytes.fromhex(line["payload_hex"])
        if line["characteristic"] == "2a37" and 0.0 <= line["arrival_s"] <= DURATION_S and octets[0] & 0x10:
            sent += (len(octets) - 2) // 2
    written = [time for hrv in ridden.messages["hrv"] for time in _as_list(hrv["time"]) if time is not None]
    assert len(written) == sent


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, tuple | list) else [value]


def test_the_last_snapshot_led_where_the_summary_ended(ridden: Ridden) -> None:
    last = ridden.live.of("snapshot")[-1]
    (finished,) = ridden.live.of("session_finished")
    assert 0.0 <= finished["training_load"] - last["training_load"] <= 0.3
    assert last["max_bpm"] <= finished["max_bpm"]
