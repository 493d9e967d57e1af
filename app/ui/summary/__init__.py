"""What a finished session amounts to, in sentences, right after stop."""
