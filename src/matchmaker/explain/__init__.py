"""Turns codes and numbers into words. Sentences live once, in ``words/<language>/*.toml``."""
