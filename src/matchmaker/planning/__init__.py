"""Plans for whole cohorts: drafts of who might work with whom, for people to discuss and decide."""

from matchmaker.planning.assign import Assignment, assign
from matchmaker.planning.relaxation import Relaxation, Step

__all__ = ["Assignment", "Relaxation", "Step", "assign"]
