#!/bin/sh
# 找一个合适的 Python，交给 setup.py。Python 不在 PATH 中时：JIXIAO_PYTHON=/路径/python3 sh install.sh
cd "$(dirname "$0")" || exit 2
try='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
for python in "$JIXIAO_PYTHON" python3.13 python3.12 python3.11 python3; do
  [ -n "$python" ] && "$python" -c "$try" >/dev/null 2>&1 && exec "$python" -I -B setup/setup.py "$@"
done
echo "没有找到 Python @PYTHONS@。" >&2
echo "请先安装（见 说明.txt），或指明它的位置：JIXIAO_PYTHON=/路径/python3 sh install.sh" >&2
echo "只在 LibreOffice 中使用的，不需要 Python：在“工具 - 扩展管理器 - 添加”中选择 addins/jixiao.oxt。" >&2
exit 2
