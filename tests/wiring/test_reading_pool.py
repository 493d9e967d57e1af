"""Reading in processes: in order, bounded, and gone when asked; a file that kills its reader is skipped."""

import multiprocessing
import os
from datetime import UTC, datetime

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES
from app.domain.profile import AthleteProfile
from app.wiring import reading_pool
from app.wiring.file_reading import FileToRead, ReadFile, ReadingRecipe
from app.wiring.reading_pool import FEWEST_FOR_PROCESSES, ReadingPool
from tests.formats import wild_fit as wild

NOW = datetime(2026, 11, 22, 17, 3, 4, tzinfo=UTC)
RECIPE = ReadingRecipe(AthleteProfile(), BUILT_IN_ACTIVITY_TYPES)
DEADLY = b"deadly"


def file(number: int, octets: bytes | None = None) -> FileToRead:
    return FileToRead(f"/rides/{number}.fit", f"{number}.fit", octets or wild.simple(9), str(number), NOW)


def read_or_die(_recipe: ReadingRecipe, to_read: FileToRead) -> ReadFile:
    """Stands for a reader that a file brings down with all its process."""
    if to_read.octets == DEADLY:
        os._exit(9)
    return ReadFile(to_read.name, to_read.sha256, None)


def test_a_few_files_are_read_on_the_spot() -> None:
    with ReadingPool(RECIPE, lambda: False, cores=2) as pool:
        tickets = [pool.submit(file(number)) for number in range(FEWEST_FOR_PROCESSES)]
        assert {ticket.pool for ticket in tickets} == {None}
        assert [pool.result(ticket).name for ticket in tickets] == [f"/rides/{n}.fit" for n in range(4)]


def test_more_are_read_in_processes_with_the_same_outcome() -> None:
    with ReadingPool(RECIPE, lambda: False, is_background=True, cores=1) as pool:
        tickets = [pool.submit(file(number)) for number in range(7)]
        assert tickets[-1].pool is not None
        found = [pool.result(ticket) for ticket in tickets]
    assert [each.sha256 for each in found] == [str(number) for number in range(7)]
    assert {each.activities[0].activity.summary for each in found} == {
        found[0].activities[0].activity.summary
    }


def test_while_a_session_runs_nothing_is_read_beside_it() -> None:
    with ReadingPool(RECIPE, lambda: True, is_background=True, cores=2) as pool:
        ticket = pool.submit(file(1))
        assert ticket.pool is not None
        assert pool.result(ticket).problem is None


@pytest.mark.parametrize(("runs", "cores", "most"), [(False, 2, 8), (True, 2, 1), (True, 1, 1), (True, 4, 3)])
def test_a_session_that_runs_keeps_a_core_to_itself(runs: bool, cores: int, most: int) -> None:
    assert ReadingPool(RECIPE, lambda: runs, cores=cores).most_ahead() == most


def test_a_file_that_ends_its_reader_is_skipped_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_pool, "read_file", read_or_die)
    monkeypatch.setattr(reading_pool, "FEWEST_FOR_PROCESSES", 0)
    with ReadingPool(RECIPE, lambda: False, cores=1) as pool:
        tickets = [pool.submit(file(number, DEADLY if number == 1 else None)) for number in range(4)]
        found = [pool.result(ticket) for ticket in tickets]
        after = pool.result(pool.submit(file(9)))
    assert [each.problem is None for each in (*found, after)] == [True, False, True, True, True]
    assert found[1].problem == "reading it ended the program that read it"


def test_files_that_come_after_one_that_ended_its_reader_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_pool, "read_file", read_or_die)
    monkeypatch.setattr(reading_pool, "FEWEST_FOR_PROCESSES", 0)
    with ReadingPool(RECIPE, lambda: False, cores=1) as pool:
        deadly = pool.submit(file(1, DEADLY))
        assert deadly.future.exception() is not None  # by now the pool is broken, and nobody asked for more
        tickets = [pool.submit(file(number)) for number in (2, 3)]
        found = [pool.result(ticket) for ticket in (deadly, *tickets)]
    assert [each.problem is None for each in found] == [False, True, True]


def test_closing_ends_the_processes() -> None:
    with ReadingPool(RECIPE, lambda: False, cores=1) as pool:
        tickets = [pool.submit(file(number)) for number in range(6)]
        pool.result(tickets[-1])
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []
