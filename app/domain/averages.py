"""Mean, median and deviation as the standard library has them, without its `statistics`.

That imports fractions and decimals, which nothing here needs and every start would wait for (5 ms).
"""

from collections.abc import Collection
from math import fsum, sqrt


def mean(values: Collection[float]) -> float:
    """The arithmetic mean, summed without loss. ZeroDivisionError when there is no value."""
    return fsum(values) / len(values)


def median(values: Collection[float]) -> float:
    """The middle value, or the mean of the two in the middle. IndexError when there is no value."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def sample_deviation(values: Collection[float]) -> float:
    """The standard deviation with n − 1 in the denominator. ZeroDivisionError below two values."""
    middle = mean(values)
    return sqrt(fsum((value - middle) ** 2 for value in values) / (len(values) - 1))
