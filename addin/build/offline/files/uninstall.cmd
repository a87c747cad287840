@echo off
"%~dp0install.cmd" --uninstall %*
