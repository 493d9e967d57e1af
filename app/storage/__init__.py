"""Everything on disk: database, recorder, history, settings, folders. The only home of sqlite3."""
