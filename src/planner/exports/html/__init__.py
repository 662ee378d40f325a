"""Any outline as one accessible HTML file that works offline, on a phone, at night and on paper."""

from planner.exports.html.write import write_html, write_html_of

__all__ = ["write_html", "write_html_of"]
