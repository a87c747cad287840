@echo off
rem Finds a 64-bit Python and hands over to setup.py, which speaks Chinese. This file is plain ASCII on purpose: cmd
rem reads it in the code page of the machine. Without Python it opens the text file with the instructions.
rem A Python in an unusual place: set JIXIAO_PYTHON=D:\Python311\python.exe    No pause at the end: set JIXIAO_QUIET=1
setlocal
pushd "%~dp0"
set "ARGS=%*"
set "PICK="
set "RC=2"
set "TRY=import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))"
if defined JIXIAO_PYTHON call :try "%JIXIAO_PYTHON%"
if not defined PICK call :try py -3.13
if not defined PICK call :try py -3.12
if not defined PICK call :try py -3.11
if not defined PICK call :try python
if not defined PICK goto none
%PICK% -I -B setup\setup.py %ARGS%
set "RC=%errorlevel%"
goto end
:none
echo Python 3.11, 3.12 or 3.13 (64-bit) was not found. The instructions are opening.
for %%f in (*.txt) do start "" notepad "%%f"
:end
popd
if not defined JIXIAO_QUIET pause
exit /b %RC%
:try
%* -c "%TRY%" >nul 2>nul && set "PICK=%*"
goto :eof
