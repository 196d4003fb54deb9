"""The twenty-seven assumptions: one small file each, held against true re-runs (domain D)."""
