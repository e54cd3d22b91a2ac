"""Rules drawn for readers, from their compiled form: as blocks, as phrases, as the figures they hold."""

from assessor.site.drawing.blocks import DRAWINGS, draw, grid
from assessor.site.drawing.figures import figures
from assessor.site.drawing.ink import Ink, in_force
from assessor.site.drawing.phrases import PHRASES, phrase

__all__ = ["DRAWINGS", "PHRASES", "Ink", "draw", "figures", "grid", "in_force", "phrase"]
