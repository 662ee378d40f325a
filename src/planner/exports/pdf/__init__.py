"""The plan as a PDF. ReportLab lives here and nowhere else; import this late, it is slow to load."""

from planner.exports.pdf.pages import Report
from planner.exports.pdf.write import PdfReport, write_outline, write_pdf

__all__ = ["PdfReport", "Report", "write_outline", "write_pdf"]
