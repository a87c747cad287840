"""绑定函数 (binding)."""


def bind(document):
    pass
