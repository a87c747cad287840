Attribute VB_Name = "JixiaoMac"
Option Explicit
Option Private Module

' Excel for Mac: no cell functions (xlwings has no UDF server there). A button runs the AppleScript that "jixiao addin
' install" has put into the folder from which Excel's sandbox may run scripts; the script reads the user's settings itself.

Public Sub PressOnMac(ByVal command As String)
    #If Mac Then
        Dim outcome As String
        On Error GoTo failed
        outcome = AppleScriptTask("jixiao.applescript", "pressButton", command & "|" & VERSION)
        If outcome <> "" Then Tell Filled(Said("mac.settings"), outcome), True
        Exit Sub
failed:
        Tell Said("mac.script"), True
    #End If
End Sub
