-- The buttons of jixiao.xlam in Excel for Mac. Installed by "jixiao addin install" into
-- ~/Library/Application Scripts/com.microsoft.Excel/, the only folder from which Excel may run scripts.
-- It starts the Python of the user's own settings file, isolated, with a command word and nothing else.

on pressButton(parameter)
	set {command, addinVersion} to fieldsOf(parameter)
	if command is not in {"check", "explain", "compute", "recompute", "freeze", "check_folder", "report", "settings", "about", "undo"} then return "command"
	set settingsPath to (POSIX path of (path to library folder from user domain)) & "Application Support/jixiao/settings.ini"
	try
		set python to settingOf(do shell script "cat " & quoted form of settingsPath, "python")
	on error
		return settingsPath
	end try
	if python does not start with "/" then return settingsPath
	-- in the background: Python talks to Excel, which waits for this script
	do shell script "cd / && " & quoted form of python & " -I -B -m addin.hosts.excel.entry " & quoted form of command & " " & quoted form of addinVersion & " > /dev/null 2>&1 &"
	return ""
end pressButton

on settingOf(contents_, key)
	set found to ""
	repeat with oneLine in paragraphs of contents_
		set oneLine to oneLine as text
		if oneLine starts with (key & "=") then set found to text ((length of key) + 2) thru -1 of oneLine
	end repeat
	return found
end settingOf

on fieldsOf(parameter)
	set kept to AppleScript's text item delimiters
	set AppleScript's text item delimiters to "|"
	set fields to text items of parameter
	set AppleScript's text item delimiters to kept
	return fields
end fieldsOf
