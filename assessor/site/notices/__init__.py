"""What the site carries that others made: who they are, under which licence, with the texts to be handed on."""

from assessor.site.notices.files import LICENSE, NOTICE, notice_files
from assessor.site.notices.parts import Part, parts
from assessor.site.notices.sbom import SBOM, sbom

__all__ = ["LICENSE", "NOTICE", "SBOM", "Part", "notice_files", "parts", "sbom"]
