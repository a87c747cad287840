Option Explicit
Option Private Module

' The user's settings file, written by "jixiao addin install". It is the only place that says which Python is started:
' no sheet, no file beside a workbook and no environment variable is asked. Windows only, as everything that starts Python.

#If Mac Then
#ElseIf VBA7 Then
    Private Declare PtrSafe Function SHGetFolderPathW Lib "shell32" (ByVal owner As LongPtr, ByVal folder As Long, ByVal token As LongPtr, ByVal flags As Long, ByVal path As LongPtr) As Long
#Else
    Private Declare Function SHGetFolderPathW Lib "shell32" (ByVal owner As Long, ByVal folder As Long, ByVal token As Long, ByVal flags As Long, ByVal path As Long) As Long
#End If

Private Const ROAMING As Long = 26
Private Const LONGEST As Long = 260
Private Const FOR_READING As Long = 1
Private Const UNICODE As Long = -1

' Where the file lies; asked of Windows itself, in Unicode.
Public Function SettingsPath() As String
    #If Not Mac Then
        Dim buffer As String
        buffer = String$(LONGEST, vbNullChar)
        If SHGetFolderPathW(0, ROAMING, 0, 0, StrPtr(buffer)) <> 0 Then Exit Function
        SettingsPath = Left$(buffer, InStr(buffer, vbNullChar) - 1) & "\jixiao\settings.ini"
    #End If
End Function

' Its text; "" when there is no such file.
Public Function SettingsText(ByVal path As String) As String
    Dim files As Object, stream As Object
    Set files = CreateObject("Scripting.FileSystemObject")
    If Not files.FileExists(path) Then Exit Function
    Set stream = files.OpenTextFile(path, FOR_READING, False, UNICODE)
    If Not stream.AtEndOfStream Then SettingsText = stream.ReadAll
    stream.Close
End Function

' The value behind a key in the text of the file, "" when there is none; the last one counts.
Public Function SettingOf(ByVal text As String, ByVal key As String) As String
    Dim lines As Variant, index As Long, line As String, sign As Long
    lines = Split(Replace(text, vbCr, ""), vbLf)
    For index = LBound(lines) To UBound(lines)
        line = Bare(lines(index))
        sign = InStr(line, "=")
        If sign > 1 And InStr("#;[", Left$(line, 1)) = 0 Then
            If StrComp(Bare(Left$(line, sign - 1)), key, vbBinaryCompare) = 0 Then SettingOf = Bare(Mid$(line, sign + 1))
        End If
    Next index
End Function

' Without blanks, tabs and a byte order mark around it.
Private Function Bare(ByVal text As String) As String
    Bare = text
    Do While Len(Bare) > 0
        If Not IsBlank(Left$(Bare, 1)) Then Exit Do
        Bare = Mid$(Bare, 2)
    Loop
    Do While Len(Bare) > 0
        If Not IsBlank(Right$(Bare, 1)) Then Exit Do
        Bare = Left$(Bare, Len(Bare) - 1)
    Loop
End Function

Private Function IsBlank(ByVal character As String) As Boolean
    Select Case AscW(character)
    Case 32, 9, -257, 65279
        IsBlank = True
    End Select
End Function

' Whether a value can be the path of an interpreter: complete, of a program, with nothing in it that the command line or
' xlwings' library would read as something else.
Public Function IsInterpreter(ByVal path As String) As Boolean
    Dim index As Long
    If Len(path) < 7 Or Len(path) > 1000 Then Exit Function
    If LCase$(Right$(path, 4)) <> ".exe" Then Exit Function
    If Not (Left$(path, 2) = "\\" Or Mid$(path, 2, 2) = ":\") Then Exit Function
    If InStr(path, "$(") > 0 Then Exit Function
    For index = 1 To Len(path)
        Select Case AscW(Mid$(path, index, 1))
        Case 0 To 31, 34, 42, 60, 62, 63, 124
            Exit Function
        End Select
    Next index
    IsInterpreter = True
End Function

Public Function FolderOf(ByVal path As String) As String
    If InStrRev(path, "\") > 0 Then FolderOf = Left$(path, InStrRev(path, "\") - 1)
End Function
