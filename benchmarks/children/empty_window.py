"""The floor of every start: an empty window that has touched `Qt`."""

import time

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.children.clock import now_s
from benchmarks.children.costs import resident_mb
from benchmarks.children.told import Exposure, tell


def main() -> None:
    application = QApplication([])
    window = QWidget()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.resize(1280, 800)
    window.show()

    def seen() -> None:
        tell(exposed_at_s=now_s(), processor_s=time.process_time(), resident_mb=resident_mb())
        QCoreApplication.quit()

    exposure = Exposure(window, seen)
    application.exec()
    del exposure


if __name__ == "__main__":
    main()
