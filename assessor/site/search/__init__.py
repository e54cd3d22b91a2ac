"""The search index: every clause, rule, term and page section as one entry, as plain data for the browser.

How texts are compared is the browser's business (scripts/search/text.js): the entries hold what a reader sees.
"""

from assessor.site.search.index import INDEX, search_index
from assessor.site.search.sections import written_pages

__all__ = ["INDEX", "search_index", "written_pages"]
