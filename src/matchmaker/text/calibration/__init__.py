"""How the shipped blend is fitted and judged. Used by ``matchmaker calibrate text`` and the tests, never by a run."""
