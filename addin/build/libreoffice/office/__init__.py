"""扩展在 LibreOffice 内的部分 (inside the office): carried in the .oxt as ``jixiao_oxt.office``, run by LibreOffice's own Python.

``uno`` is imported inside functions: nothing else has that module, and the tests import these files without it.
"""
