"""The engine: one asyncio loop in one thread of its own, without Qt, which drives a session from source to store."""
