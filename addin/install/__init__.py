"""安装加载项 (installing the add-ins): where each program looks for them, and putting ours there and taking it away.

Finding reads a Machine (machine.py), so that the tests can hand in any system; each host has one file that acts.
"""
