"""What is asked at the right moment: interrupted sessions, forgotten buttons, a quiet word of the clock."""
