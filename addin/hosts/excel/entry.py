"""按钮的入口 (entry): what the VBA callbacks call by name, through xlwings' COM server.

**The contract with VBA**:

- ``press(command, Application, version)``: one button; ``command`` as in ribbon.toml, ``version`` the add-in's own. It shows its
  dialogs itself and returns ``""``, or a Chinese text that VBA has to show, when not even a dialog could be shown.
- ``undo(Application)``: called by the macro ``JixiaoUndo`` of jixiao.xlam, which Excel's 撤销 runs after
  ``Application.OnUndo``. Returns as ``press``.
- ``version()``: the version of this package; the add-in's has to be the same.
"""

from __future__ import annotations
