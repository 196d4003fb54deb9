"""Tables in and out: spreadsheets and CSV files to a cohort, and results to files that spreadsheets can open."""

from matchmaker.tables.findings import ColumnsRead, SetAside
from matchmaker.tables.raw import RawTable
from matchmaker.tables.read import InputFile, Inspection, ReadInput, inspect_input, read_input, read_tables

__all__ = [
    "ColumnsRead",
    "InputFile",
    "Inspection",
    "RawTable",
    "ReadInput",
    "SetAside",
    "inspect_input",
    "read_input",
    "read_tables",
]
