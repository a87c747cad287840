Attribute VB_Name = "JixiaoRibbon"
Option Explicit

' The buttons of the ribbon, generated from addin/ribbon.toml. Subs only: no cell can call them.

Public Sub Press_check(control As IRibbonControl)
    Press "check"
End Sub

Public Sub Press_explain(control As IRibbonControl)
    Press "explain"
End Sub

Public Sub Press_compute(control As IRibbonControl)
    Press "compute"
End Sub

Public Sub Press_recompute(control As IRibbonControl)
    Press "recompute"
End Sub

Public Sub Press_freeze(control As IRibbonControl)
    Press "freeze"
End Sub

Public Sub Press_issue(control As IRibbonControl)
    Press "issue"
End Sub

Public Sub Press_rollup(control As IRibbonControl)
    Press "rollup"
End Sub

Public Sub Press_check_folder(control As IRibbonControl)
    Press "check_folder"
End Sub

Public Sub Press_report(control As IRibbonControl)
    Press "report"
End Sub

Public Sub Press_settings(control As IRibbonControl)
    Press "settings"
End Sub

Public Sub Press_about(control As IRibbonControl)
    Press "about"
End Sub

' What Excel's own "undo" runs after a button.
Public Sub JixiaoUndo()
    TakeBack
End Sub
