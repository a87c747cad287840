"""命令行 (console): one file per command, a thin layer over addin.commands."""
