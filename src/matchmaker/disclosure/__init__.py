"""The one way out for a count of people: sealed counts, named policies, printed cells, and a guard on differences."""

from matchmaker.disclosure.cells import HELD_BACK, NOTHING, Cell, Disclosed, Mark
from matchmaker.disclosure.counts import Count, CountTable, Undisclosed, tabulate
from matchmaker.disclosure.disclose import disclose, disclose_one
from matchmaker.disclosure.guard import DAYS, Remembered, fingerprint_of, remember, too_alike
from matchmaker.disclosure.policy import Policy, policy, policy_names

__all__ = [
    "DAYS",
    "HELD_BACK",
    "NOTHING",
    "Cell",
    "Count",
    "CountTable",
    "Disclosed",
    "Mark",
    "Policy",
    "Remembered",
    "Undisclosed",
    "disclose",
    "disclose_one",
    "fingerprint_of",
    "policy",
    "policy_names",
    "remember",
    "tabulate",
    "too_alike",
]
