"""自制的对话框 (dialogs): texts too long for a message box, and lists to choose from; in Chinese whatever the program speaks."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence

from .office import sequence, service, set_typed

OK, CANCEL = "确定", "取消"
_PUSH_OK, _PUSH_CANCEL = 1, 2  # com.sun.star.awt.PushButtonType
#: units of a dialog: a quarter of a character's width, an eighth of its height
_POSITION = 3  # com.sun.star.awt.PosSize.POS
_MARGIN, _BUTTON_WIDTH, _BUTTON_HEIGHT, _LINE = 6, 50, 16, 10


class Dialog:
    """对话框 built from controls.

    Args:
        context: the component context. parent: the window it belongs to. title: its title. width, height: in dialog units.
    """

    def __init__(self, context: Any, parent: Any, title: str, width: int, height: int) -> None:
        self._context, self._parent = context, parent
        self.width, self.height = width, height
        self.model = service(context, "awt.UnoControlDialogModel")
        self._set(self.model, {"Width": width, "Height": height, "Title": title, "Moveable": True, "Closeable": True})
        self.control: Any = None

    @staticmethod
    def _set(model: Any, values: Dict[str, Any]) -> None:
        for name, value in values.items():
            model.setPropertyValue(name, value)

    def add(self, kind: str, name: str, left: int, top: int, width: int, height: int, **values: Any) -> Any:
        """加控件: ``kind`` such as Edit, ListBox, Button, FixedText; returns its model."""
        model = self.model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        self._set(model, {"PositionX": left, "PositionY": top, "Width": width, "Height": height, **values})
        self.model.insertByName(name, model)
        return model

    def add_buttons(self, *labels: str) -> None:
        """底部按钮, from the right: the last one leftmost; 取消 cancels, the first of the others confirms."""
        left = self.width - _MARGIN
        for label in reversed(labels):
            left -= _BUTTON_WIDTH
            cancels = label == CANCEL
            self.add(
                "Button", label, left, self.height - _MARGIN - _BUTTON_HEIGHT, _BUTTON_WIDTH, _BUTTON_HEIGHT, Label=label,
                PushButtonType=_PUSH_CANCEL if cancels else _PUSH_OK, DefaultButton=not cancels,
            )  # fmt: skip
            left -= _MARGIN

    def show(self) -> Any:
        """生成窗口, not yet running."""
        self.control = service(self._context, "awt.UnoControlDialog")
        self.control.setModel(self.model)
        self.control.createPeer(service(self._context, "awt.Toolkit"), self._parent)
        self._centre()
        return self.control

    def _centre(self) -> None:
        """In the middle of the workbook's window; the program itself puts it into a corner."""
        outer, inner = self._parent.getPosSize(), self.control.getPosSize()
        left, top = (outer.Width - inner.Width) // 2, (outer.Height - inner.Height) // 3
        self.control.setPosSize(max(left, 0), max(top, 0), 0, 0, _POSITION)

    def run(self) -> bool:
        """运行到关闭: whether it was confirmed."""
        control = self.control or self.show()
        return bool(control.execute() == 1)

    def close(self) -> None:
        """释放."""
        if self.control is not None:
            self.control.dispose()
        self.model.dispose()


def show_text(context: Any, parent: Any, title: str, text: str) -> None:
    """显示长文字 with a scroll bar; it can be selected and copied."""
    lines = sum(1 + len(line) // 44 for line in text.split("\n"))
    dialog = Dialog(context, parent, title, 300, min(60 + _LINE * lines, 260))
    try:
        dialog.add(
            "Edit", "text", _MARGIN, _MARGIN, dialog.width - 2 * _MARGIN, dialog.height - 3 * _MARGIN - _BUTTON_HEIGHT,
            Text=text, MultiLine=True, ReadOnly=True, VScroll=True, TabIndex=1,
        )  # fmt: skip
        dialog.add_buttons(OK)
        dialog.run()
    finally:
        dialog.close()


def choose_one(context: Any, parent: Any, title: str, text: str, options: Sequence[str], current: int) -> Optional[int]:
    """选择一项: its index; None when cancelled or when nothing is selected."""
    lines = sum(1 + len(line) // 42 for line in text.split("\n"))
    head = _LINE * lines + _MARGIN
    listed = _LINE * min(max(len(options), 4), 16) + _MARGIN
    dialog = Dialog(context, parent, title, 300, head + listed + _BUTTON_HEIGHT + 4 * _MARGIN)
    try:
        inner = dialog.width - 2 * _MARGIN
        dialog.add("FixedText", "text", _MARGIN, _MARGIN, inner, head, Label=text, MultiLine=True, NoLabel=True)
        model = dialog.add(
            "ListBox", "list", _MARGIN, _MARGIN + head, inner, listed, MultiSelection=False, Dropdown=False
        )
        set_typed(model, "StringItemList", sequence("[]string", options))
        dialog.add_buttons(OK, CANCEL)
        chooser = dialog.show().getControl("list")
        if 0 <= current < len(options):
            chooser.selectItemPos(current, True)
            chooser.makeVisible(current)
        chooser.setFocus()
        chosen = chooser.getSelectedItemPos if dialog.run() else None
        if chosen is None:
            return None
        place = int(chosen())
        return place if place >= 0 else None
    finally:
        dialog.close()
