"""Troubles: what is wrong beyond sensor and session, on the banner: the disk, rescued records, the engine."""

from PySide6.QtCore import QObject, Slot

from app.engine.events import EngineFailed, RecordsCameHome, StorageTrouble
from app.ui import sentences, store_sentences
from app.ui.engine_bridge import EngineBridge
from app.ui.live.alert_banner import AlertBanner, Cause, Notice


class Troubles(QObject):
    """One sentence each; the grave ones stay until they are over."""

    def __init__(self, banner: AlertBanner) -> None:
        super().__init__(banner)
        self._banner = banner

    def listen_to(self, bridge: EngineBridge) -> None:
        """Shows what this bridge brings."""
        bridge.storage_trouble.connect(self.show_storage)
        bridge.records_came_home.connect(self.show_homecoming)
        bridge.engine_failed.connect(self.show_failure)

    @Slot(StorageTrouble)
    def show_storage(self, trouble: StorageTrouble) -> None:
        """Says that the disk does not take the records, or no longer."""
        notice = None if trouble.reason is None else Notice(store_sentences.trouble(trouble.reason))
        self._banner.show_notice(Cause.STORAGE, notice)

    @Slot(RecordsCameHome)
    def show_homecoming(self, found: RecordsCameHome) -> None:
        """Says for a while that rescued records are back."""
        notice = Notice(store_sentences.homecoming(found.files, found.staying))
        self._banner.show_notice(Cause.ALERT, notice)

    @Slot(EngineFailed)
    def show_failure(self, failed: EngineFailed) -> None:
        """Says that the engine stopped."""
        self._banner.show_notice(Cause.ENGINE, Notice(sentences.engine_failed(failed.text)))
