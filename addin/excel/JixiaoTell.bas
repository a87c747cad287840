Attribute VB_Name = "JixiaoTell"
Option Explicit
Option Private Module

' Messages in Chinese whatever the code page of Windows is: VBA's own MsgBox would show question marks on some.

#If Mac Then
#ElseIf VBA7 Then
    Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal owner As LongPtr, ByVal text As LongPtr, ByVal caption As LongPtr, ByVal style As Long) As Long
#Else
    Private Declare Function MessageBoxW Lib "user32" (ByVal owner As Long, ByVal text As Long, ByVal caption As Long, ByVal style As Long) As Long
#End If

Private Const LONGEST As Long = 1500

Public Sub Tell(ByVal text As String, ByVal isWarning As Boolean)
    Dim title As String, style As Long
    title = Said("title")
    style = IIf(isWarning, vbExclamation, vbInformation)
    If Len(text) > LONGEST Then text = Left$(text, LONGEST) & ChrW(8230)
    #If Mac Then
        MsgBox text, style, title
    #Else
        MessageBoxW Application.Hwnd, StrPtr(text), StrPtr(title), style
    #End If
End Sub

Public Sub TellIfAny(ByVal text As Variant)
    If VarType(text) = vbString Then
        If text <> "" Then Tell text, True
    End If
End Sub
