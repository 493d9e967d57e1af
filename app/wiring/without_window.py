"""What `sidebeat` does where no window can be opened: the live view in the terminal."""

import argparse
import asyncio

from app.cli.arguments import parse
from app.cli.output import note
from app.cli.sentences import no_window, scan_failure
from app.ui.display import WindowUnavailableError
from app.wiring import collector
from app.wiring.house import House
from app.wiring.live import adapter_problem
from app.wiring.live_commands import record


def in_the_terminal(house: House, arguments: argparse.Namespace, problem: WindowUnavailableError) -> int:
    """Says why there is no window, then records; the demo where there is no Bluetooth."""
    collector.work()
    note(no_window(problem.problem.value, problem.detail))
    if not house.is_demo:
        failure = asyncio.run(adapter_problem())
        if failure is not None:
            note(f"{scan_failure(failure)} Here is the demo:")
            house = House.open(arguments.home, demo=True, athlete=arguments.athlete)
    return record(house, parse(["record"]))
