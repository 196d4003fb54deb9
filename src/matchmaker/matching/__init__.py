"""From people to scores: gates, criteria, the one formula, and the ranking. No input or output here."""
