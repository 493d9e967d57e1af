from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.ui.later import Awaited, Later


def test_the_first_piece_is_made_at_once_and_each_other_in_a_turn_of_the_loop(qtbot: QtBot) -> None:
    made: list[str] = []
    later = Later((lambda: made.append("first"), lambda: made.append("second"), lambda: made.append("third")))
    later.begin()
    assert made == ["first"]
    QTimer.singleShot(0, lambda: made.append("a key"))
    qtbot.waitUntil(lambda: len(made) == 4)
    assert made.index("a key") < made.index("third")


def test_who_gives_up_makes_nothing_more(qtbot: QtBot) -> None:
    made: list[str] = []

    def fail() -> None:
        later.give_up()

    later = Later((fail, lambda: made.append("second")))
    later.begin()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: made.append("two turns later")))
    qtbot.waitUntil(lambda: made != [])
    assert made == ["two turns later"]


def test_what_was_told_before_it_was_made_is_told_then_in_its_order() -> None:
    heard: list[str] = []
    awaited: Awaited[list[str]] = Awaited()
    awaited.tell(lambda thing: thing.append("first"))
    awaited.tell(lambda thing: thing.append("second"))
    assert heard == []
    awaited.has_come(heard)
    awaited.tell(lambda thing: thing.append("third"))
    assert heard == ["first", "second", "third"]
