"""裁好的模板 (plan): a workbook prepared once, so that filling the same cells for ten thousand units is cheap."""

from .encode import KEEP, Keep
from .plan import Place, Plan

__all__ = ["KEEP", "Keep", "Place", "Plan"]
