"""What is already certain: the values a result may still take, with every blank of the record filled in any way."""

from assessor.rules.bounds.certainty import Bounds, Certainty
from assessor.rules.bounds.nodes import BOUNDED

__all__ = ["BOUNDED", "Bounds", "Certainty"]
