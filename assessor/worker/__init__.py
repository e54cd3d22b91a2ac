"""What the page's worker calls, by name: in the browser these modules stand beside the rest (`site/scripts/engine/`)."""
