"""重新生成 templates/: ``python -m addin.build.templates [pack …]``."""

from __future__ import annotations

import sys

from .build import write_all

if __name__ == "__main__":
    for path in write_all(sys.argv[1:]):
        print(path)
