"""重新生成报告模板: ``python -m addin.build.reports``."""

from __future__ import annotations

from .build import write_all

if __name__ == "__main__":
    for path in write_all():
        print(path)
