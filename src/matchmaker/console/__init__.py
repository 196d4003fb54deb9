"""The page at ``/``: two spreadsheets in, lists and reasons out. Forms alone; a script only makes waiting calmer."""

from matchmaker.console.desk import Limits
from matchmaker.console.routes import console_router, install

__all__ = ["Limits", "console_router", "install"]
