Attribute VB_Name = "JixiaoLogic"
Option Explicit
Option Private Module

' What the way to Python decides without touching Excel or Windows.

' The command that starts the server. $(CLSID) is filled in by xlwings' library. -I: isolated, no variables PYTHON..., no
' current folder, no packages of the user's own; -B: writes no compiled files.
Public Function CommandLine(ByVal python As String) As String
    CommandLine = """" & python & """ -I -B -m addin.hosts.excel.server $(CLSID)"
End Function

' "" when the add-in and the Python package are of one version; otherwise which side to update.
Public Function VersionTrouble(ByVal addin As String, ByVal package As String) As String
    If StrComp(addin, package, vbBinaryCompare) = 0 Then Exit Function
    Select Case Compared(addin, package)
    Case -1
        VersionTrouble = Filled(Said("version.addin-older"), addin, package)
    Case 1
        VersionTrouble = Filled(Said("version.package-older"), addin, package)
    Case Else
        VersionTrouble = Filled(Said("version.differs"), addin, package)
    End Select
End Function

' -1, 0 or 1, by the numbers between the points; anything behind a number is left out.
Public Function Compared(ByVal one As String, ByVal other As String) As Long
    Dim these As Variant, those As Variant, index As Long, first As Double, second As Double
    these = Split(one, ".")
    those = Split(other, ".")
    For index = 0 To 3
        first = PartOf(these, index)
        second = PartOf(those, index)
        If first <> second Then
            Compared = IIf(first < second, -1, 1)
            Exit Function
        End If
    Next index
End Function

Private Function PartOf(ByVal parts As Variant, ByVal index As Long) As Double
    Dim position As Long, digits As String
    If index > UBound(parts) Then Exit Function
    For position = 1 To Len(parts(index))
        If InStr("0123456789", Mid$(parts(index), position, 1)) = 0 Then Exit For
        digits = digits & Mid$(parts(index), position, 1)
    Next position
    If Len(digits) > 0 And Len(digits) < 10 Then PartOf = CDbl(digits)
End Function

' Whether an error means that the Python process has ended: RPC server unavailable, call failed, disconnected, died while
' called, died while not called; object not connected; Visual Basic's own number.
Public Function IsGone(ByVal number As Long) As Boolean
    Select Case number
    Case -2147023174, -2147023170, -2147417848, -2147418105, -2147418094, -2147220995, 462
        IsGone = True
    End Select
End Function

' A text with %1, %2 ... filled in.
Public Function Filled(ByVal text As String, ParamArray parts() As Variant) As String
    Dim index As Long
    Filled = text
    For index = UBound(parts) To LBound(parts) Step -1
        Filled = Replace(Filled, "%" & (index + 1), CStr(parts(index)))
    Next index
End Function

' ASCII text with \uXXXX escapes to the text itself: sources hold no character outside ASCII, since VBA keeps them in the
' code page of the machine.
Public Function Plain(ByVal escaped As String) As String
    Dim pieces As Variant, index As Long
    pieces = Split(escaped, "\u")
    Plain = pieces(0)
    For index = 1 To UBound(pieces)
        Plain = Plain & ChrW(CLng("&H" & Left$(pieces(index), 4))) & Mid$(pieces(index), 5)
    Next index
End Function

' Whether a linked file is our add-in, wherever it lies.
Public Function IsOurFile(ByVal path As String) As Boolean
    Dim name As String
    name = Replace(Replace(path, "/", "\"), ":", "\")
    IsOurFile = (LCase$(Mid$(name, InStrRev(name, "\") + 1)) = "jixiao.xlam")
End Function
