"""Plots that can be zoomed and moved (pyqtgraph). Imported when such a page first opens, never before."""
