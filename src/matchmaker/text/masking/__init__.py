"""The parts of masking; `matchmaker.text.mask` is the way in."""
