"""A window with everything that belongs to the athlete: settings, questions, measurements."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.settings import Settings
from app.domain.setup import SessionSetup
from app.domain.snapshot import LiveStatus
from app.ui.athlete_flow import AthleteFlow
from tests.ui.conftest import Stage
from tests.ui.fakes import taken

TODAY = date(2026, 11, 22)
W = TypeVar("W", bound=QWidget)


@dataclass
class FlowStage:
    """What the flow was told to keep; `refusal` is what the disk says."""

    stage: Stage
    settings: Settings
    is_demo: bool = False
    kept: list[Settings] = field(default_factory=list)
    refusal: str | None = None

    def __post_init__(self) -> None:
        self.flow = AthleteFlow(
            self.stage.window,
            self.stage.theme,
            self.stage.control,
            self.settings,
            self._keep,
            is_demo=self.is_demo,
            today=lambda: TODAY,
        )
        self.flow.listen_to(self.stage.bridge)

    def _keep(self, settings: Settings) -> str | None:
        self.kept.append(settings)
        return self.refusal

    def beat(self, bpm: int | None, elapsed_s: float = 1.0, status: LiveStatus = LiveStatus.IDLE) -> None:
        """One reading arrives, for the window and the flow."""
        self.stage.bridge.deliver(taken(bpm, elapsed_s, status=status))
        QApplication.processEvents()

    def page(self) -> str:
        """The object name of the page in front."""
        widget = self.stage.window._stack.currentWidget()
        return "" if widget is None else widget.objectName()

    def find(self, kind: type[W], name: str) -> W:
        """A widget of the window or of a dialog on it."""
        found = self.stage.window.findChild(kind, name)
        assert found is not None, name
        return found

    def setups(self) -> list[SessionSetup]:
        """The setups that sessions were started with."""
        return [asked[1] for asked in self.stage.engine.asked if asked[0] == "start_session"]


def known(**changes: object) -> Settings:
    """Settings of somebody who has answered the first questions long ago."""
    fields: dict[str, object] = {"first_run_done": True, "first_used_on": "2026-01-01", **changes}
    return Settings(**fields)  # type: ignore[arg-type]  # any field, by name
