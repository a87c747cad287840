"""裁好的模板 (plan): a workbook prepared once, so that filling and reading the same cells ten thousand times is cheap."""

from .encode import KEEP, Keep
from .pattern import Place
from .plan import Plan
from .reader import Reader, Reading

__all__ = ["KEEP", "Keep", "Place", "Plan", "Reader", "Reading"]
