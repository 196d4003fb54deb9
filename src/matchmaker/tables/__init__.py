"""Tables in and out: spreadsheets and CSV files to a cohort, and results to files that spreadsheets can open."""

from matchmaker.tables.altered import Alterations, Cell
from matchmaker.tables.findings import ColumnsRead, HeadingRead, SetAside
from matchmaker.tables.raw import RawTable
from matchmaker.tables.read import InputFile, Inspection, ReadInput, inspect_input, read_input, read_tables
from matchmaker.tables.uploads import Upload, inspect_uploads, read_uploads

__all__ = [
    "Alterations",
    "Cell",
    "ColumnsRead",
    "HeadingRead",
    "InputFile",
    "Inspection",
    "RawTable",
    "ReadInput",
    "SetAside",
    "Upload",
    "inspect_input",
    "inspect_uploads",
    "read_input",
    "read_tables",
    "read_uploads",
]
