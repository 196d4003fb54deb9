"""Who is needed and not here: figures that behave when numbers are small. Aggregates only."""
