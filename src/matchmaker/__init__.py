"""matchmaker suggests who might work with whom, patients and professionals as equals, and says exactly why."""

from __future__ import annotations

__version__ = "0.1.0"
