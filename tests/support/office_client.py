"""脚本执行 (scripts for a running office): run by a Python that has LibreOffice's ``uno`` module, for support/office.py.

Reads ``{"pipe", "script", "data"}`` from stdin, prints ``{"answer"}``. The script finds ``ctx``, ``desktop``, ``data`` and
the functions below; what it leaves in ``answer`` is handed back. ``uno`` is imported late: the tests' own Python has none.
"""

import json
import os
import sys
import time
from pathlib import Path


def _context(pipe, seconds):
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def properties(**named):
    """UNO properties by name."""
    from com.sun.star.beans import PropertyValue

    made = []
    for name, value in named.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


#: the filters of the formats by suffix
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97", "pdf": "calc_pdf_Export"}


def main():
    """Run one script."""
    request = json.loads(sys.stdin.buffer.read())
    ctx = _context(request["pipe"], request["start"])
    desktop = ctx.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", ctx)

    def service(name):
        return ctx.ServiceManager.createInstanceWithContext(name, ctx)

    def new(hidden=True):
        return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, properties(Hidden=hidden))

    def load(path, hidden=True, **named):
        url = Path(path).as_uri()
        document = desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=hidden, **named))
        assert document is not None, f"cannot open {path}"
        return document

    def save(document, path, **named):
        kind = FILTERS[Path(path).suffix[1:]]
        document.storeToURL(Path(path).as_uri(), properties(FilterName=kind, **named))

    def close(document):
        document.setModified(False)  # otherwise a visible one asks
        document.close(True)

    def dispatch(document, command, **named):
        frame = document.CurrentController.Frame
        helper = service("com.sun.star.frame.DispatchHelper")
        return helper.executeDispatch(frame, command, "", 0, properties(**named))

    def cell(document, address, sheet=0):
        return document.Sheets[sheet].getCellRangeByName(address)

    names = {
        "ctx": ctx, "desktop": desktop, "data": request["data"], "answer": None, "service": service, "new": new,
        "load": load, "save": save, "close": close, "dispatch": dispatch, "cell": cell, "properties": properties,
    }  # fmt: skip
    exec(compile(request["script"], "<script>", "exec"), names)
    sys.stdout.write(json.dumps({"answer": names["answer"]}))
    sys.stdout.flush()
    # the answer is there: a client has ended with an error and without a word on taking the bridge apart (seen once, LibreOffice 7.4)
    os._exit(0)


if __name__ == "__main__":
    main()
