Attribute VB_Name = "JixiaoRebind"
Option Explicit
Option Private Module

' Formulas of ours that another machine or LibreOffice has stored under another name: they get their plain name back when
' the workbook is opened. Only our own functions and our own file are touched; a workbook that counted as saved still does.

Private Const LONG_NAME As String = "ORG.JIXIAO.SHEET.PERFADDIN."

Public Sub Rebind(ByVal book As Workbook)
    Dim wasSaved As Boolean, failures As Long
    If book Is ThisWorkbook Or book.IsAddin Then Exit Sub
    wasSaved = book.Saved
    failures = Relinked(book) + Renamed(book)
    If wasSaved Then book.Saved = True
    If failures > 0 Then Tell Filled(Said("rebind.failed"), book.Name), True
End Sub

' Links to the add-in in another user's folder point to this one. Returns how many could not.
Private Function Relinked(ByVal book As Workbook) As Long
    Dim links As Variant, index As Long
    links = book.LinkSources(xlExcelLinks)
    If IsEmpty(links) Then Exit Function
    For index = LBound(links) To UBound(links)
        If IsOurFile(links(index)) And StrComp(links(index), ThisWorkbook.FullName, vbTextCompare) <> 0 Then
            If Not HasChangedLink(book, links(index)) Then Relinked = Relinked + 1
        End If
    Next index
End Function

Private Function HasChangedLink(ByVal book As Workbook, ByVal link As String) As Boolean
    On Error GoTo refused
    book.ChangeLink link, ThisWorkbook.FullName, xlExcelLinks
    HasChangedLink = True
refused:
End Function

' Names as LibreOffice 7 stores them. Returns how many sheets could not be changed.
Private Function Renamed(ByVal book As Workbook) As Long
    Dim sheet As Worksheet
    For Each sheet In book.Worksheets
        If Not sheet.UsedRange.Find(What:=LONG_NAME, LookIn:=xlFormulas, LookAt:=xlPart, MatchCase:=False) Is Nothing Then
            If Not HasRenamed(sheet) Then Renamed = Renamed + 1
        End If
    Next sheet
End Function

Private Function HasRenamed(ByVal sheet As Worksheet) As Boolean
    Dim formulas As Range, name As Variant
    Set formulas = FormulasOf(sheet)
    HasRenamed = True
    If formulas Is Nothing Then Exit Function
    On Error GoTo refused
    For Each name In FunctionNames()
        formulas.Replace What:=LONG_NAME & name & "(", Replacement:=name & "(", LookAt:=xlPart, MatchCase:=False
    Next name
    Exit Function
refused:
    HasRenamed = False
End Function

' The cells with formulas; Nothing when there are none, which Excel tells by an error.
Private Function FormulasOf(ByVal sheet As Worksheet) As Range
    On Error GoTo none
    Set FormulasOf = sheet.UsedRange.SpecialCells(xlCellTypeFormulas)
none:
End Function
