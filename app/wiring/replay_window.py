"""`replay --window`: a recording through the live engine into the window. Nothing is kept of it."""

from collections.abc import Callable

from app.cli.failure import CannotError
from app.cli.sentences import no_replay_window
from app.domain.recording import Recording
from app.domain.setup import SessionSetup
from app.engine.events import EngineEvent
from app.ui.display import WindowUnavailableError, check_window
from app.ui.qt import load_qt
from app.wiring.fonts import tell_missing_fonts
from app.wiring.house import House
from app.wiring.live import replaying


def replay_in_window(house: House, recording: Recording, speed: float) -> int:
    """Opens a window that shows the recording as it was lived; its exit status. CannotError without a screen.

    It is a window beside Sidebeat's own, which may be open: it takes neither its place nor its settings.
    """
    try:
        checked = check_window()
    except WindowUnavailableError as error:
        raise CannotError(no_replay_window(error.problem.value, error.detail)) from error
    load_qt()
    from app.ui.application import run_window  # noqa: PLC0415 - Qt: as above
    from app.ui.theme import ColourChoice  # noqa: PLC0415 - Qt: as above
    from app.ui.window_options import RunningEngine, WindowOptions  # noqa: PLC0415 - Qt: as above

    def make_engine(publish: Callable[[EngineEvent], None]) -> RunningEngine:
        return replaying(recording, publish, speed)

    settings = house.settings
    options = WindowOptions(
        SessionSetup.from_json(recording.setup),
        colours=ColourChoice(settings.theme.value),
        text_scale=settings.text_scale,
        started=tell_missing_fonts,
        is_replay=True,
    )
    return run_window(make_engine, options, checked)
