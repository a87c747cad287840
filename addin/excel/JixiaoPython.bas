Attribute VB_Name = "JixiaoPython"
Option Explicit
Option Private Module

' The way to Python: xlwings' UDF server, started isolated from the interpreter of the user's settings, once per Excel.
' The library and the object that it hands over are xlwings' (BSD-3-Clause, Copyright (C) Zoomer Analytics LLC); its VBA is
' not used, since it takes settings from the active workbook and puts the workbook's folder on Python's path.

#If Mac Then
#ElseIf Win64 Then
    Private Const LIBRARY As String = "xlwings64-0.37.8.dll"
    Private Declare PtrSafe Function Activate Lib "xlwings64-0.37.8.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
    Private Declare PtrSafe Function LoadLibraryExW Lib "kernel32" (ByVal path As LongPtr, ByVal reserved As LongPtr, ByVal flags As Long) As LongPtr
#ElseIf VBA7 Then
    Private Const LIBRARY As String = "xlwings32-0.37.8.dll"
    Private Declare PtrSafe Function Activate Lib "xlwings32-0.37.8.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
    Private Declare PtrSafe Function LoadLibraryExW Lib "kernel32" (ByVal path As LongPtr, ByVal reserved As LongPtr, ByVal flags As Long) As LongPtr
#Else
    Private Const LIBRARY As String = "xlwings32-0.37.8.dll"
    Private Declare Function Activate Lib "xlwings32-0.37.8.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
    Private Declare Function LoadLibraryExW Lib "kernel32" (ByVal path As Long, ByVal reserved As Long, ByVal flags As Long) As Long
#End If

Private Const FUNCTIONS As String = "addin.hosts.excel.functions"
Private Const ENTRY As String = "addin.hosts.excel.entry"
Private Const NAME_ERROR As Long = 2029
Private Const VALUE_ERROR As Long = 2015

' the library's own folder and the system's, never the current folder, which may be a workbook's
Private Const SAFE_FOLDERS As Long = &H1100&
Private Const START As Long = 1

Private server As Object
Private trouble As String
Private told As Boolean

' The value of a cell function. Without Python it is #NAME?, as without the add-in; the reason is told once, after the
' calculation (TellTrouble), and Python is not tried again for every cell.
Public Function Answer(ByVal name As String, ByVal arguments As Variant) As Variant
    Dim attempt As Long, number As Long, reason As String
    On Error GoTo failed
again:
    If server Is Nothing And trouble = "" Then Connect
    If server Is Nothing Then
        Answer = CVErr(NAME_ERROR)
    Else
        Answer = Shown(server.CallUDF(FUNCTIONS, name, arguments))
    End If
    Exit Function
failed:
    number = Err.Number
    reason = Err.Description
    If Not IsGone(number) Then
        Answer = CVErr(VALUE_ERROR)
        Exit Function
    End If
    Set server = Nothing
    attempt = attempt + 1
    If attempt = 1 Then
        Resume again
    End If
    trouble = Filled(Said("server.gone"), reason)
    Answer = CVErr(NAME_ERROR)
End Function

' A button. The command is one of the words in JixiaoRibbon, never a text from a workbook.
Public Sub Press(ByVal command As String)
    Dim reason As String
    On Error GoTo failed
    #If Mac Then
        Tell Said("mac"), True
    #Else
        If Not Application.ActiveProtectedViewWindow Is Nothing Then
            Tell Said("workbook.protected-view"), True
        ElseIf Reconnected() Then
            TellIfAny server.Var(server.Call(server.Module(ENTRY), "press", server.Tuple(command, Application, VERSION)))
        End If
    #End If
    Exit Sub
failed:
    reason = Err.Description
    Application.StatusBar = False
    Tell Filled(Said("press.failed"), reason), True
End Sub

' Excel's own "undo" after a button: Python has put JixiaoUndo there through Application.OnUndo.
Public Sub TakeBack()
    Dim reason As String
    On Error GoTo failed
    If Reconnected() Then TellIfAny server.Var(server.Call(server.Module(ENTRY), "undo", server.Tuple(Application)))
    Exit Sub
failed:
    reason = Err.Description
    Tell Filled(Said("press.failed"), reason), True
End Sub

' What kept the cell functions from computing, told once per session.
Public Sub TellTrouble()
    If trouble = "" Or told Then Exit Sub
    told = True
    Tell Filled(Said("cells.failed"), trouble), True
End Sub

' Connected, trying again after an earlier failure; otherwise the reason is told and the answer is False.
Private Function Reconnected() As Boolean
    trouble = ""
    If Not IsAlive() Then Connect
    Reconnected = Not server Is Nothing
    If Not Reconnected Then
        told = True
        Tell trouble, True
    End If
End Function

Private Function IsAlive() As Boolean
    On Error GoTo gone
    If server Is Nothing Then Exit Function
    PackageVersion
    IsAlive = True
    Exit Function
gone:
    Set server = Nothing
End Function

' Start Python and take its object. Afterwards either server is set or trouble says what to do.
Private Sub Connect()
    Dim reason As String
    On Error GoTo failed
    #If Mac Then
        trouble = Said("mac")
    #Else
        Dim python As String, result As Variant
        If Val(Application.Version) < 14 Then trouble = Said("excel.old")
        If trouble = "" Then python = Interpreter()
        If trouble = "" Then LoadLibraryOf python
        If trouble <> "" Then Exit Sub
        If Activate(result, CommandLine(InCodePage(python)), START) <> 0 Then
            trouble = Filled(Said("server.failed"), CStr(result))
            Exit Sub
        End If
        Set server = result
        trouble = VersionTrouble(VERSION, PackageVersion())
        If trouble <> "" Then Set server = Nothing
    #End If
    Exit Sub
failed:
    reason = Err.Description
    Set server = Nothing
    trouble = Filled(Said("server.failed"), reason)
End Sub

Private Function PackageVersion() As String
    PackageVersion = server.Var(server.Call(server.Module(ENTRY), "version", server.Tuple()))
End Function

#If Not Mac Then
' The interpreter of the user's settings; otherwise trouble says why there is none.
Private Function Interpreter() As String
    Dim path As String, text As String
    path = SettingsPath()
    text = SettingsText(path)
    If text = "" Then
        trouble = Filled(Said("settings.missing"), path)
        Exit Function
    End If
    Interpreter = SettingOf(text, "python")
    If Not IsInterpreter(Interpreter) Then
        trouble = Filled(Said("settings.python"), path, Interpreter)
    ElseIf Not CreateObject("Scripting.FileSystemObject").FileExists(Interpreter) Then
        trouble = Filled(Said("python.missing"), path, Interpreter)
    ElseIf InCodePage(Interpreter) = "" Then
        trouble = Filled(Said("python.code-page"), Interpreter)
    End If
End Function

' xlwings' library lies beside the interpreter, or one folder up in a virtual environment.
Private Sub LoadLibraryOf(ByVal python As String)
    Dim folder As String
    folder = FolderOf(python)
    If LoadLibraryExW(StrPtr(folder & "\" & LIBRARY), 0, SAFE_FOLDERS) <> 0 Then Exit Sub
    If LoadLibraryExW(StrPtr(FolderOf(folder) & "\" & LIBRARY), 0, SAFE_FOLDERS) <> 0 Then Exit Sub
    trouble = Filled(Said("library.missing"), folder, LIBRARY)
End Sub

' The library takes its command in the code page of Windows: a path that does not fit is given by its short name, and ""
' when it has none that fits.
Private Function InCodePage(ByVal path As String) As String
    InCodePage = path
    If FitsCodePage(path) Then Exit Function
    InCodePage = CreateObject("Scripting.FileSystemObject").GetFile(path).ShortPath
    If Not FitsCodePage(InCodePage) Then InCodePage = ""
End Function

Private Function FitsCodePage(ByVal text As String) As Boolean
    FitsCodePage = (StrComp(StrConv(StrConv(text, vbFromUnicode), vbUnicode), text, vbBinaryCompare) = 0)
End Function
#End If
