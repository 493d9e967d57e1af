"""Fuzzing: targets that feed decoders with nonsense, and a campaign that runs them for long."""
