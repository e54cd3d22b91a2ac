"""An assessment shown: as text, as JSON, as HTML; and the service that a page's worker talks to."""

from assessor.report.data import as_data, result_data
from assessor.report.explain import Line, band_range, explain
from assessor.report.html import Markup, tag
from assessor.report.page import clause_address, result_html, results_html, results_page, summary_text
from assessor.report.plain import as_text
from assessor.report.service import Service, open_rulebook

__all__ = [
    "Line",
    "Markup",
    "Service",
    "as_data",
    "as_text",
    "band_range",
    "clause_address",
    "explain",
    "open_rulebook",
    "result_data",
    "result_html",
    "results_html",
    "results_page",
    "summary_text",
    "tag",
]
