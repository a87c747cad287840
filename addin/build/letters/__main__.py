"""重新生成退回意见模板: ``python -m addin.build.letters``."""

from __future__ import annotations

from . import write

if __name__ == "__main__":
    print(write())
