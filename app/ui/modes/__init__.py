"""Other ways to see the same session: the glance page (full screen) and the mini window (over a film)."""
