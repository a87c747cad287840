"""Shared set-up of the tests: the folder of helpers is importable as ``support``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
