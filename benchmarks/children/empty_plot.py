"""The floor of a program that draws with pyqtgraph: one empty plot."""

import time

import pyqtgraph
from PySide6.QtCore import QCoreApplication

from benchmarks.children.clock import now_s
from benchmarks.children.costs import resident_mb
from benchmarks.children.told import Exposure, tell


def main() -> None:
    application = pyqtgraph.mkQApp()
    window = pyqtgraph.PlotWidget()
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
