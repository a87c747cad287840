"""What objects of the stand-in for Excel have in common with those of COM."""

from __future__ import annotations

from support.pywin32_stub import Dispatched, com_error

REJECTED, IGNORED, EXCEPTION = -2147418111, -2146777998, -2147352567


def refusal(text, scode=-2146827284):
    """Excel's error 1004, as pywin32 raises it."""
    return com_error(EXCEPTION, "发生意外。", (0, "Microsoft Excel", text, "xlmain11.chm", 0, scode), None)


class Com(Dispatched):
    """An object of Excel.

    A property that Excel does not have is an AttributeError, to read and to set, as with pywin32; while a cell is being
    edited every call from outside is refused with RPC_E_CALL_REJECTED.
    """

    SETTABLE = frozenset()

    def __getattribute__(self, name):
        if name[0].isupper():
            application = object.__getattribute__(self, "__dict__").get("_app")
            if application is not None and application.__dict__.get("_editing"):
                raise com_error(REJECTED, "被呼叫方拒绝接收呼叫。")
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name[0] == "_" or name in type(self).SETTABLE or isinstance(getattr(type(self), name, None), property):
            application = self.__dict__.get("_app")
            if name[0] != "_" and application is not None and application.__dict__.get("_editing"):
                raise com_error(REJECTED, "被呼叫方拒绝接收呼叫。")
            object.__setattr__(self, name, value)
            return
        raise AttributeError(f"Property '{type(self).__name__}.{name}' can not be set.")


class Items(Com):
    """A collection of Excel's: counted from 1, by number or name."""

    def __init__(self, app, items, name="Name"):
        self._app, self._items, self._key = app, items, name

    @property
    def Count(self):
        return len(self._list())

    def _list(self):
        return self._items() if callable(self._items) else self._items

    def Item(self, which):
        every = self._list()
        if isinstance(which, str):
            for one in every:
                if getattr(one, self._key).casefold() == which.casefold():
                    return one
        elif 1 <= which <= len(every):
            return every[which - 1]
        raise refusal("下标越界。", -2146828279)

    __call__ = Item

    def __iter__(self):
        return iter(self._list())
