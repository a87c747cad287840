"""Excel 宿主 (the Excel host): cell functions and buttons in desktop Excel, reached from jixiao.xlam through xlwings.

| file | what it is |
|---|---|
| ``functions`` | the cell functions as xlwings' UDF server calls them; its head is the contract with the VBA wrappers |
| ``entry`` | what the VBA callbacks call by name: ``press``, ``undo``, ``version`` |
| ``server`` | ``python -I -B -m addin.hosts.excel.server {CLSID}``: xlwings' COM server, isolated |
| ``workbook`` | the open workbook as ``addin.hosts.model.Workbook`` |
| ``desk`` | the dialogs as ``addin.hosts.model.Desk`` |
"""
