"""The report as one page: gather its data, write the page, read the data back, take people out."""

from __future__ import annotations

from matchmaker.report.data import ReportData
from matchmaker.report.embedded import data_in
from matchmaker.report.gather import report_data
from matchmaker.report.page import render
from matchmaker.report.taking_out import without

__all__ = ["ReportData", "data_in", "render", "report_data", "without"]
