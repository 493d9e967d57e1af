"""The live page: heart rate, zone, load, trace."""
