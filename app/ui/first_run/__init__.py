"""The first questions, asked after the first live number."""
