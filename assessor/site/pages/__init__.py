"""All generated pages of the site: pure functions from a library to Markdown, which know nothing of MkDocs."""

from assessor.policy import Library
from assessor.site.pages.assess import assess_page
from assessor.site.pages.compare import compare_page
from assessor.site.pages.compare_pair import pair_files, pair_page
from assessor.site.pages.coverage import coverage_page
from assessor.site.pages.differs import differs_page
from assessor.site.pages.glossary import glossary_page
from assessor.site.pages.levels import levels_page
from assessor.site.pages.library import library_page
from assessor.site.pages.licenses import licenses_page
from assessor.site.pages.page import Page
from assessor.site.pages.policy import policy_page
from assessor.site.pages.reference import reference_page
from assessor.site.pages.verify import verify_page

__all__ = ["Page", "pair_files", "policy_page", "site_pages"]


def site_pages(library: Library, engine: str) -> list[Page]:
    """Every page generated from the library; `engine` is the folder of the browser bundle below the site's root."""
    return [
        library_page(library),
        assess_page(library, engine),
        compare_page(library),
        pair_page(library),
        levels_page(library),
        coverage_page(library),
        differs_page(library),
        glossary_page(library),
        reference_page(library),
        verify_page(engine),
        licenses_page(),
        *(policy_page(library, policy, engine) for policy in library.policies.values()),
    ]
