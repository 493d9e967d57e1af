"""What Sidebeat costs, as figures: `python3 run.py bench` and `python3 run.py soak` print and keep them.

A module here takes part in the one or the other by offering one of these:

    def measure() -> list[Figure]: …                 minutes at most
    def soak(limit_s: float) -> list[Figure]: …      a long campaign that stops by itself within limit_s
"""
