"""matchmaker."""
