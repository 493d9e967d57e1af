"""Every state and failure that the house knows has words in the terminal; ids never shine through."""

from pathlib import Path

import pytest

from app.cli import sentences
from app.cli.output import clock_time, json_line, table
from app.domain.athlete import ConstantsIssue, ConstantsProblem
from app.domain.snapshot import AlertKind
from app.storage.errors import StorageFailure
from ble.connection import State
from ble.transport import LinkFailure

PATH = Path("/home/ada/sidebeat.db")


@pytest.mark.parametrize("reason", list(LinkFailure))
def test_every_failure_of_the_radio_has_words(reason: LinkFailure) -> None:
    assert sentences.link_failure(reason.value) != reason.value.replace("_", " ")
    whole = sentences.scan_failure(reason.value)
    assert whole[0].isupper()
    assert whole.endswith((".", "sidebeat --demo record"))


@pytest.mark.parametrize("reason", list(StorageFailure))
def test_every_failure_of_the_store_is_a_sentence_that_names_the_place(reason: StorageFailure) -> None:
    sentence = sentences.storage_failure(reason.value, PATH)
    assert str(PATH) in sentence
    assert sentence.endswith((".", ": sidebeat doctor"))
    assert reason.value not in sentence or "_" not in reason.value


def test_a_locked_store_names_who_records() -> None:
    sentence = sentences.storage_failure("locked", PATH, "«sidebeat», process 7")
    assert "(«sidebeat», process 7)" in sentence
    assert "(" not in sentences.storage_failure("locked", PATH)


@pytest.mark.parametrize("reason", [None, *(reason.value for reason in StorageFailure)])
def test_trouble_and_its_end_are_sentences(reason: str | None) -> None:
    assert sentences.trouble(reason).endswith(".")


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_every_state_of_the_link_has_words(state: State) -> None:
    assert "_" not in sentences.link_state(state.value, 1, None, None)


@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_alert_has_words_that_are_not_its_id(kind: AlertKind) -> None:
    said = sentences.alert(kind.value, 165, 152)
    assert said[0].isupper()
    assert "_" not in said


def test_too_high_and_too_low_say_their_direction() -> None:
    assert "high" in sentences.alert("above", 165, 152)
    assert "low" in sentences.alert("below", 120, 135)


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (22, "22nd")],
)
def test_attempts_are_counted_in_words(number: int, word: str) -> None:
    assert sentences.ordinal(number) == word


def test_a_waiting_link_says_which_try_and_when() -> None:
    said = sentences.link_state("waiting", 3, 4.2, "link_lost")
    assert said == "waiting before the next try, 3rd try, next in 4 s: the connection broke"
    assert sentences.link_state("live", 1, None, None) == "connected"


@pytest.mark.parametrize("problem", list(ConstantsProblem))
@pytest.mark.parametrize(
    ("at_least", "at_most", "limits"),
    [(30, 110, "between 30 and 110"), (51, None, "at least 51"), (None, 189, "at most 189")],
)
def test_constants_that_cannot_be_say_which_and_why(
    problem: ConstantsProblem, at_least: float | None, at_most: float | None, limits: str
) -> None:
    said = sentences.constants_issue(ConstantsIssue(problem, "resting_bpm", 190.0, at_least, at_most))
    assert "resting heart rate" in said
    assert "190" in said
    assert limits in said


# What is written


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.0, "00:00"), (59.999, "00:59"), (725.0, "12:05"), (3725.9, "1:02:05")]
)
def test_times_are_read_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock_time(seconds) == shown


def test_a_json_line_is_one_line_and_holds_no_number_that_json_lacks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    json_line({"name": "Zoë's\nstrap", "place": PATH})
    assert capsys.readouterr().out == '{"name": "Zoë\'s\\nstrap", "place": "/home/ada/sidebeat.db"}\n'
    with pytest.raises(ValueError, match="JSON"):
        json_line({"bpm": float("nan")})
    with pytest.raises(TypeError):
        json_line({"bpm": object()})


def test_a_table_s_columns_stand_under_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    table(("Name", "Load"), [("ride", "9.3"), ("long ride", "104.0"), ("–", "–")])
    assert capsys.readouterr().out.splitlines() == [
        "Name        Load",
        "ride         9.3",
        "long ride  104.0",
        "–              –",
    ]
