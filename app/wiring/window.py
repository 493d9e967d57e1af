"""`sidebeat` without a command: the window, or where there is no screen the live view in the terminal.

What the window can be shown without (engine, radio, database, terminal) is loaded after it is seen.
"""

import argparse
from collections.abc import Callable

from app.cli.output import note
from app.domain.session_setups import session_setup
from app.engine.events import EngineEvent
from app.ui.display import WindowUnavailableError, check_window
from app.wiring.first_window import instance_name, is_window_open
from app.wiring.house import House


def window(house: House, arguments: argparse.Namespace) -> int:
    """Opens the window; without a screen says so and runs the live view in the terminal."""
    try:
        check_window()
    except WindowUnavailableError as error:
        from app.wiring.without_window import in_the_terminal  # noqa: PLC0415 - only where there is no screen

        return in_the_terminal(house, arguments, error)
    if is_window_open(house.folders) and _bring_first_to_front(instance_name(house.folders)):
        note("Sidebeat is open already: its window is in front now.")
        return 0
    from app.ui.application import RunningEngine, WindowOptions, run_window  # noqa: PLC0415 - Qt: as above

    setup = session_setup(house.profile(), house.activity_type(None), is_demo=house.is_demo)

    def make_engine(publish: Callable[[EngineEvent], None]) -> RunningEngine:
        from app.wiring.window_engine import open_window_engine  # noqa: PLC0415 - once the window is seen

        return open_window_engine(house, setup, publish)

    options = WindowOptions(
        setup, str(house.folders.home / "window.ini"), instance=instance_name(house.folders)
    )
    return run_window(make_engine, options)


def _bring_first_to_front(instance: str) -> bool:
    from app.ui.single_instance import knock  # noqa: PLC0415 - Qt: only where there is a first window

    return knock(instance)
