Attribute VB_Name = "JixiaoCells"
Option Explicit
Option Private Module

' Arguments on their way to Python and results on their way back. Ranges travel as arrays of values, in one piece.

Private Const MARK As String = "#jixiao!"
Private Const VALUE_ERROR As Long = 2015

' What is passed for one argument: values for a range, Empty for what was left out, anything else as it is.
Public Function Given(Optional ByVal argument As Variant) As Variant
    If IsMissing(argument) Then
        Given = Empty
    ElseIf IsObject(argument) Then
        Given = ReadRange(argument)
    Else
        Given = argument
    End If
End Function

' The same for a function of whole ranges: a whole column is read as far as its sheet is used, and of a selection in
' several pieces each piece becomes an argument if apart is True.
Public Function GivenRanges(ByVal arguments As Variant, ByVal apart As Boolean) As Variant
    Dim packed() As Variant, count As Long, index As Long, area As Variant, last As Long
    If UBound(arguments) < LBound(arguments) Then
        GivenRanges = Array()
        Exit Function
    End If
    last = LastRow(arguments)
    For index = LBound(arguments) To UBound(arguments)
        If apart And IsObject(arguments(index)) Then
            For Each area In arguments(index).Areas
                ReDim Preserve packed(0 To count)
                packed(count) = ReadRange(Shortened(area, last))
                count = count + 1
            Next area
        Else
            ReDim Preserve packed(0 To count)
            If IsObject(arguments(index)) Then
                packed(count) = ReadRange(Shortened(arguments(index), last))
            Else
                packed(count) = Given(arguments(index))
            End If
            count = count + 1
        End If
    Next index
    GivenRanges = packed
End Function

' The values of a range. Dates stay dates; other numbers are plain doubles, whatever currency they are shown in.
Private Function ReadRange(ByVal cells As Object) As Variant
    If cells.Areas.Count > 1 Then
        ReadRange = CVErr(VALUE_ERROR)
    Else
        ReadRange = WithDates(cells.Value2, cells.Value)
    End If
End Function

Public Function WithDates(ByVal plain As Variant, ByVal shown As Variant) As Variant
    Dim row As Long, column As Long
    If IsArray(plain) Then
        For row = LBound(plain, 1) To UBound(plain, 1)
            For column = LBound(plain, 2) To UBound(plain, 2)
                If VarType(shown(row, column)) = vbDate Then plain(row, column) = shown(row, column)
            Next column
        Next row
    ElseIf VarType(shown) = vbDate Then
        plain = shown
    End If
    WithDates = plain
End Function

' The last used row of the sheets that the ranges are on: all whole columns of one call are cut at the same row.
Private Function LastRow(ByVal arguments As Variant) As Long
    Dim index As Long, used As Object
    LastRow = 1
    For index = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(index)) Then
            Set used = arguments(index).Worksheet.UsedRange
            If used.Row + used.Rows.Count - 1 > LastRow Then LastRow = used.Row + used.Rows.Count - 1
        End If
    Next index
End Function

Private Function Shortened(ByVal cells As Object, ByVal last As Long) As Object
    If cells.Rows.Count = cells.Worksheet.Rows.Count Then
        Set Shortened = cells.Resize(last)
    Else
        Set Shortened = cells
    End If
End Function

' A result as a cell shows it: texts that stand for cell errors become cell errors, element by element.
Public Function Shown(ByVal result As Variant) As Variant
    Dim row As Long, column As Long, every As Variant
    If Not IsArray(result) Then
        Shown = ShownOne(result)
        Exit Function
    End If
    every = result
    If Dimensions(every) = 1 Then
        For column = LBound(every) To UBound(every)
            every(column) = ShownOne(every(column))
        Next column
    Else
        For row = LBound(every, 1) To UBound(every, 1)
            For column = LBound(every, 2) To UBound(every, 2)
                every(row, column) = ShownOne(every(row, column))
            Next column
        Next row
    End If
    Shown = every
End Function

Private Function ShownOne(ByVal value As Variant) As Variant
    ShownOne = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, Len(MARK)) = MARK Then ShownOne = CVErr(ErrorNumber(Mid$(value, Len(MARK) + 1)))
End Function

Public Function ErrorNumber(ByVal digits As String) As Long
    Dim index As Long
    ErrorNumber = VALUE_ERROR
    If Len(digits) <> 4 Then Exit Function
    For index = 1 To 4
        If InStr("0123456789", Mid$(digits, index, 1)) = 0 Then Exit Function
    Next index
    If CLng(digits) >= 2000 And CLng(digits) < 2100 Then ErrorNumber = CLng(digits)
End Function

Private Function Dimensions(ByVal every As Variant) As Long
    Dim last As Long
    On Error GoTo one
    last = UBound(every, 2)
    Dimensions = 2
    Exit Function
one:
    Dimensions = 1
End Function
