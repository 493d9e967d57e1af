"""The engine: an asyncio loop in a thread of its own, without Qt; a session from source to store."""
