"""The plan as a PDF. ReportLab lives here and nowhere else; import this late, it is slow to load."""

from planner.exports.pdf.write import write_outline, write_pdf

__all__ = ["write_outline", "write_pdf"]
