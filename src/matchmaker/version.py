"""The version of the program, as it is recorded in every run."""

__version__ = "0.1.0"
