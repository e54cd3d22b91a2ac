"""What is done to a built site as a whole, after every page is written: policy, server samples, worker, compression."""

from pathlib import Path

from assessor.site.compress import compress_site
from assessor.site.node import BundleError
from assessor.site.offline import write_worker
from assessor.site.security import HEADER_ONLY, SecurityError, seal_site

SAMPLES = "hosting"
"""The folder of the sample configurations for servers."""
PLACE = "@CSP@"
"""Where the samples want the policy."""


class FinishError(Exception):
    """The site cannot be finished; the message says why."""


def finish_site(out: Path, node_modules: Path | None = None) -> None:
    """Finish a built site; with `node_modules`, write the compressed files too. Raises FinishError."""
    try:
        policy = seal_site(out)
        fill_samples(out, policy)
        write_worker(out)
        if node_modules is not None:
            compress_site(out, node_modules)
    except (SecurityError, BundleError) as error:
        raise FinishError(str(error)) from None


def fill_samples(out: Path, policy: str) -> None:
    """Put the policy of this very build into the sample configurations."""
    for path in sorted((out / SAMPLES).glob("*")):
        if path.is_file() and path.suffix not in {".html", ".br", ".gz"}:
            text = path.read_text("utf-8")
            path.write_text(text.replace(PLACE, f"{policy}; {HEADER_ONLY}"), "utf-8", newline="")
