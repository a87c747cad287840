Attribute VB_Name = "JixiaoHelp"
Option Explicit

Option Private Module

' The function wizard's texts, generated from the declarations under udfs/.

' Whether the texts were taken. Excel refuses them for a hidden workbook, so the add-in is one that is not for a moment.
Public Function HasRegisteredHelp() As Boolean
    Dim wasUpdating As Boolean, hadEvents As Boolean, front As Object
    Set front = Application.ActiveWindow
    wasUpdating = Application.ScreenUpdating
    hadEvents = Application.EnableEvents
    On Error GoTo refused
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    ThisWorkbook.IsAddin = False
    RegisterHelp
    HasRegisteredHelp = True
refused:
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
    If Not front Is Nothing Then front.Activate
    Application.EnableEvents = hadEvents
    Application.ScreenUpdating = wasUpdating
End Function

Private Sub RegisterHelp()
    HelpPERF_CHANGE_RATE
    HelpPERF_COMPLETION
    HelpPERF_CONTROL_RATE
    HelpPERF_EXEC_RATE
    HelpPERF_EXEC_SCORE
    HelpPERF_EXPLAIN
    HelpPERF_GRADE
    HelpPERF_SCORE
    HelpPERF_SHARE
    HelpPERF_STANDARD
    HelpPERF_TOTAL
    HelpPERF_WAVG
End Sub

Private Sub Register(ByVal name As String, ByVal description As String, ByVal arguments As Variant)
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, Description:=description, _
        Category:=Plain("\u7EE9\u6548\u81EA\u8BC4"), ArgumentDescriptions:=arguments
End Sub

Public Function FunctionNames() As Variant
    FunctionNames = Array("PERF_CHANGE_RATE", "PERF_COMPLETION", "PERF_CONTROL_RATE", "PERF_EXEC_RATE", "PERF_EXEC_SCORE", "PERF_EXPLAIN", "PERF_GRADE", "PERF_SCORE", "PERF_SHARE", "PERF_STANDARD", "PERF_TOTAL", "PERF_WAVG")
End Function

Private Sub HelpPERF_CHANGE_RATE()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u4E0A\u5E74\u9884\u7B97\u6570\u6216\u51B3\u7B97\u6570")
    arguments(2) = Plain("\u672C\u5E74\u7684\u540C\u4E00\u53E3\u5F84\u6570\uFF0C\u4E0E\u4E0A\u5E74\u6570\u5355\u4F4D\u4E00\u81F4")
    Register "PERF_CHANGE_RATE", Plain("\u53D8\u52A8\u7387\uFF1D\uFF08\u672C\u5E74\u6570\uFF0D\u4E0A\u5E74\u6570\uFF09/\u4E0A\u5E74\u6570\uFF0C\u5982" & _
        "\u201C\u4E09\u516C\u7ECF\u8D39\u201D\u53D8\u52A8\u7387\uFF1B\u4E0A\u5E74\u6570\u4E3A 0 \u65F6\u8FD4\u56DE #DIV" & _
        "/0!"), arguments
End Sub

Private Sub HelpPERF_COMPLETION()
    Dim arguments(1 To 3) As String
    arguments(1) = Plain("\u5E74\u5EA6\u6307\u6807\u503C\uFF0C\u5982 \u226516\u4E07\u4EBA\u3001=100%\u30012024\u5E7412\u670810\u65E5" & _
        "\u524D\u3001\u660E\u663E\u63D0\u5347")
    arguments(2) = Plain("\u5B9E\u9645\u5B8C\u6210\u503C\uFF0C\u5982 19.8\u4E07\u4EBA\u30010.95\u30012024\u5E7412\u6708\u3001\u8FBE" & _
        "\u5230\u9884\u671F\u6307\u6807")
    arguments(3) = Plain("\u89C4\u5219\u65B9\u6848\u7684\u540D\u79F0\u6216\u4E2D\u6587\u522B\u540D\uFF0C\u5982 cn/hunan/zhuzhou-2021 " & _
        "\u6216\u201C\u682A\u6D322021\u201D\uFF1B\u7701\u7565\u65F6\u4E3A\u5168\u56FD\u901A\u7528\u65B9\u6848 cn/nation" & _
        "al")
    Register "PERF_COMPLETION", Plain("\u5B8C\u6210\u7387\uFF1D\u5B9E\u9645\u5B8C\u6210\u503C/\u6307\u6807\u503C\uFF0C\u4E0D\u820D\u5165\uFF1B\u6587" & _
        "\u5B57\u548C\u65E5\u671F\u6307\u6807\u5B8C\u6210\u4E3A 1\uFF0C\u672A\u6309\u671F\u5B8C\u6210\u4E3A 0\uFF0C" & _
        "\u65E0\u6CD5\u5224\u65AD\u4E3A #N/A"), arguments
End Sub

Private Sub HelpPERF_CONTROL_RATE()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u7F16\u5236\u6570\u3001\u9884\u7B97\u5B89\u6392\u6570\u6216\u6279\u51C6\u9762\u79EF\u7B49")
    arguments(2) = Plain("\u5728\u804C\u4EBA\u6570\u3001\u5B9E\u9645\u652F\u51FA\u6570\u6216\u5B9E\u9645\u9762\u79EF\u7B49\uFF0C\u4E0E" & _
        "\u6279\u51C6\u6570\u5355\u4F4D\u4E00\u81F4")
    Register "PERF_CONTROL_RATE", Plain("\u63A7\u5236\u7387\uFF1D\u5B9E\u9645\u6570/\u6279\u51C6\u6570\uFF0C\u5982\u5728\u804C\u4EBA\u5458\u63A7\u5236" & _
        "\u7387\u3001\u516C\u7528\u7ECF\u8D39\u63A7\u5236\u7387\u3001\u201C\u4E09\u516C\u7ECF\u8D39\u201D\u63A7\u5236" & _
        "\u7387\uFF1B\u6279\u51C6\u6570\u4E3A 0 \u65F6\u8FD4\u56DE #DIV/0!"), arguments
End Sub

Private Sub HelpPERF_EXEC_RATE()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u5168\u5E74\u9884\u7B97\u6570\uFF0C\u5143\u6216\u4E07\u5143\u5747\u53EF\uFF0C\u4E0E\u6267\u884C\u6570\u5355" & _
        "\u4F4D\u4E00\u81F4")
    arguments(2) = Plain("\u5168\u5E74\u6267\u884C\u6570\uFF0C\u4E0E\u9884\u7B97\u6570\u5355\u4F4D\u4E00\u81F4")
    Register "PERF_EXEC_RATE", Plain("\u9884\u7B97\u6267\u884C\u7387\uFF1D\u5168\u5E74\u6267\u884C\u6570/\u5168\u5E74\u9884\u7B97\u6570\uFF0C\u4E0D" & _
        "\u820D\u5165\uFF1B\u9884\u7B97\u6570\u4E3A 0 \u65F6\u8FD4\u56DE #DIV/0!"), arguments
End Sub

Private Sub HelpPERF_EXEC_SCORE()
    Dim arguments(1 To 4) As String
    arguments(1) = Plain("\u9884\u7B97\u6267\u884C\u7387\u7684\u5206\u503C\uFF0C\u4E00\u822C\u4E3A 10")
    arguments(2) = Plain("\u5168\u5E74\u9884\u7B97\u6570\uFF0C\u4E0E\u6267\u884C\u6570\u5355\u4F4D\u4E00\u81F4")
    arguments(3) = Plain("\u5168\u5E74\u6267\u884C\u6570\uFF0C\u4E0E\u9884\u7B97\u6570\u5355\u4F4D\u4E00\u81F4")
    arguments(4) = Plain("\u89C4\u5219\u65B9\u6848\u7684\u540D\u79F0\u6216\u4E2D\u6587\u522B\u540D\uFF0C\u5982 cn/hunan/zhuzhou-2021 " & _
        "\u6216\u201C\u682A\u6D322021\u201D\uFF1B\u7701\u7565\u65F6\u4E3A\u5168\u56FD\u901A\u7528\u65B9\u6848 cn/nation" & _
        "al")
    Register "PERF_EXEC_SCORE", Plain("\u6309\u89C4\u5219\u65B9\u6848\u8BA1\u7B97\u9884\u7B97\u6267\u884C\u7387\u4E00\u884C\u7684\u5F97\u5206\uFF0C" & _
        "\u6700\u9AD8\u4E0D\u8D85\u8FC7\u5206\u503C"), arguments
End Sub

Private Sub HelpPERF_EXPLAIN()
    Dim arguments(1 To 5) As String
    arguments(1) = Plain("\u8BE5\u9879\u6307\u6807\u7684\u5206\u503C\uFF08\u6743\u91CD\uFF09\uFF0C\u5982 10")
    arguments(2) = Plain("\u5E74\u5EA6\u6307\u6807\u503C\uFF0C\u5982 \u226516\u4E07\u4EBA\u3001=100%\u30012024\u5E7412\u670810\u65E5" & _
        "\u524D\u3001\u660E\u663E\u63D0\u5347")
    arguments(3) = Plain("\u5B9E\u9645\u5B8C\u6210\u503C\uFF0C\u5982 19.8\u4E07\u4EBA\u30010.95\u30012024\u5E7412\u6708\u3001\u8FBE" & _
        "\u5230\u9884\u671F\u6307\u6807")
    arguments(4) = Plain("\u8868\u4E2D\u201C\u8D4B\u5206\u89C4\u5219\u201D\u4E00\u680F\u7684\u6587\u5B57\uFF0C\u5982 \u6309\u7167\u5B8C" & _
        "\u6210\u6BD4\u4F8B\u8D4B\u5206\uFF1B\u6CA1\u6709\u6B64\u680F\u65F6\u7701\u7565")
    arguments(5) = Plain("\u89C4\u5219\u65B9\u6848\u7684\u540D\u79F0\u6216\u4E2D\u6587\u522B\u540D\uFF0C\u5982 cn/hunan/zhuzhou-2021 " & _
        "\u6216\u201C\u682A\u6D322021\u201D\uFF1B\u7701\u7565\u65F6\u4E3A\u5168\u56FD\u901A\u7528\u65B9\u6848 cn/nation" & _
        "al")
    Register "PERF_EXPLAIN", Plain("\u7528\u4E00\u53E5\u8BDD\u8BF4\u660E\u4E00\u9879\u6307\u6807\u7684\u5F97\u5206\u600E\u6837\u5F97\u6765\u3001" & _
        "\u4F9D\u636E\u4EC0\u4E48\u89C4\u5219\u3001\u51FA\u81EA\u54EA\u4E2A\u6587\u4EF6\uFF1B\u4E0D\u80FD\u8BA1\u7B97" & _
        "\u65F6\u8BF4\u660E\u539F\u56E0"), arguments
End Sub

Private Sub HelpPERF_GRADE()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u81EA\u8BC4\u603B\u5206\uFF0C0\u2014100")
    arguments(2) = Plain("\u89C4\u5219\u65B9\u6848\u7684\u540D\u79F0\u6216\u4E2D\u6587\u522B\u540D\uFF0C\u5982 cn/hunan/zhuzhou-2021 " & _
        "\u6216\u201C\u682A\u6D322021\u201D\uFF1B\u7701\u7565\u65F6\u4E3A\u5168\u56FD\u901A\u7528\u65B9\u6848 cn/nation" & _
        "al")
    Register "PERF_GRADE", Plain("\u6309\u603B\u5206\u8BC4\u5B9A\u7B49\u7EA7\uFF1A90\uFF08\u542B\uFF09\u4EE5\u4E0A\u4F18\uFF0C80\uFF08\u542B" & _
        "\uFF09\u201490 \u826F\uFF0C60\uFF08\u542B\uFF09\u201480 \u4E2D\uFF0C60 \u4EE5\u4E0B\u5DEE\uFF1B\u6863\u6B21" & _
        "\u4EE5\u89C4\u5219\u65B9\u6848\u4E3A\u51C6"), arguments
End Sub

Private Sub HelpPERF_SCORE()
    Dim arguments(1 To 5) As String
    arguments(1) = Plain("\u8BE5\u9879\u6307\u6807\u7684\u5206\u503C\uFF08\u6743\u91CD\uFF09\uFF0C\u5982 10")
    arguments(2) = Plain("\u5E74\u5EA6\u6307\u6807\u503C\uFF0C\u5982 \u226516\u4E07\u4EBA\u3001=100%\u30012024\u5E7412\u670810\u65E5" & _
        "\u524D\u3001\u660E\u663E\u63D0\u5347")
    arguments(3) = Plain("\u5B9E\u9645\u5B8C\u6210\u503C\uFF0C\u5982 19.8\u4E07\u4EBA\u30010.95\u30012024\u5E7412\u6708\u3001\u8FBE" & _
        "\u5230\u9884\u671F\u6307\u6807")
    arguments(4) = Plain("\u8868\u4E2D\u201C\u8D4B\u5206\u89C4\u5219\u201D\u4E00\u680F\u7684\u6587\u5B57\uFF0C\u5982 \u6309\u7167\u5B8C" & _
        "\u6210\u6BD4\u4F8B\u8D4B\u5206\uFF1B\u6CA1\u6709\u6B64\u680F\u65F6\u7701\u7565")
    arguments(5) = Plain("\u89C4\u5219\u65B9\u6848\u7684\u540D\u79F0\u6216\u4E2D\u6587\u522B\u540D\uFF0C\u5982 cn/hunan/zhuzhou-2021 " & _
        "\u6216\u201C\u682A\u6D322021\u201D\uFF1B\u7701\u7565\u65F6\u4E3A\u5168\u56FD\u901A\u7528\u65B9\u6848 cn/nation" & _
        "al")
    Register "PERF_SCORE", Plain("\u6309\u5206\u503C\u3001\u6307\u6807\u503C\u3001\u5B9E\u9645\u5B8C\u6210\u503C\u548C\u89C4\u5219\u65B9\u6848" & _
        "\u8BA1\u7B97\u4E00\u9879\u6307\u6807\u7684\u5F97\u5206\uFF1B\u89C4\u5219\u4E0D\u80FD\u5224\u65AD\u65F6\u4E3A #" & _
        "N/A\uFF0C\u7531\u4EBA\u5DE5\u8BC4\u5B9A"), arguments
End Sub

Private Sub HelpPERF_SHARE()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u603B\u6570\uFF0C\u5982\u9879\u76EE\u603B\u652F\u51FA\u3001\u652F\u51FA\u9884\u7B97\u6570")
    arguments(2) = Plain("\u5176\u4E2D\u7684\u4E00\u90E8\u5206\uFF0C\u4E0E\u603B\u6570\u5355\u4F4D\u4E00\u81F4")
    Register "PERF_SHARE", Plain("\u5360\u6BD4\uFF1D\u90E8\u5206/\u5168\u90E8\uFF0C\u5982\u91CD\u70B9\u652F\u51FA\u5B89\u6392\u7387\u3001\u7ED3" & _
        "\u8F6C\u7ED3\u4F59\u7387\uFF1B\u5168\u90E8\u4E3A 0 \u65F6\u8FD4\u56DE #DIV/0!"), arguments
End Sub

Private Sub HelpPERF_STANDARD()
    Dim arguments(1 To 3) As String
    arguments(1) = Plain("\u8BE5\u9879\u6307\u6807\u7684\u5206\u503C")
    arguments(2) = Plain("\u6BD4\u7387\uFF08\u5982 0.93 \u6216 93%\uFF09\u3001\u7B26\u5408\u7684\u9879\u6570\uFF0C\u6216\u8FDD\u89C4" & _
        "\u7684\u6B21\u6570\uFF1B\u6BD4\u7387\u5148\u820D\u5165\u5230 0.01% \u518D\u8BA1\u7B97\u6863\u6B21")
    arguments(3) = Plain("\u8868\u4E2D\u201C\u8BC4\u4EF7\u6807\u51C6\u201D\u4E00\u683C\u7684\u5168\u90E8\u6587\u5B57")
    Register "PERF_STANDARD", Plain("\u8BFB\u53D6\u8868\u4E2D\u201C\u8BC4\u4EF7\u6807\u51C6\u201D\u7684\u6587\u5B57\u8BA1\u5206\uFF0C\u5982\u201C10" & _
        "0%\u8BA1\u6EE1\u5206\uFF0C\u6BCF\u4F4E\u4E8E5%\u62632\u5206\uFF0C\u6263\u5B8C\u4E3A\u6B62\u201D\uFF1B\u8BFB" & _
        "\u4E0D\u61C2\u7684\u6587\u5B57\u8FD4\u56DE #N/A"), arguments
End Sub

Private Sub HelpPERF_TOTAL()
    Dim arguments(1 To 1) As String
    arguments(1) = Plain("\u8981\u5408\u8BA1\u7684\u5F97\u5206\u5355\u5143\u683C\u6216\u533A\u57DF\uFF0C\u53EF\u7ED9\u51FA\u591A\u4E2A")
    Register "PERF_TOTAL", Plain("\u5F97\u5206\u5408\u8BA1\uFF1B\u7A7A\u767D\u548C \u2014\u3001-\u3001/ \u4E0D\u8BA1\uFF0C\u4E0D\u662F\u6570" & _
        "\u7684\u6587\u5B57\u8FD4\u56DE #VALUE!"), arguments
End Sub

Private Sub HelpPERF_WAVG()
    Dim arguments(1 To 2) As String
    arguments(1) = Plain("\u5404\u5355\u4F4D\u7684\u76F8\u5BF9\u503C\u533A\u57DF\uFF0C\u5982\u5B8C\u6210\u7387\u3001\u6EE1\u610F\u5EA6")
    arguments(2) = Plain("\u5404\u5355\u4F4D\u7684\u8D44\u91D1\u533A\u57DF\uFF0C\u884C\u6570\u3001\u5217\u6570\u4E0E\u76F8\u5BF9\u503C" & _
        "\u76F8\u540C")
    Register "PERF_WAVG", Plain("\u6309\u8D44\u91D1\u989D\u5EA6\u52A0\u6743\u5E73\u5747\u76F8\u5BF9\u503C\uFF08\u5982\u5B8C\u6210\u7387\u3001" & _
        "\u6EE1\u610F\u5EA6\uFF09\uFF0C\u7528\u4E8E\u6C47\u603B\uFF1B\u8D44\u91D1\u5408\u8BA1\u4E3A 0 \u65F6\u8FD4" & _
        "\u56DE #DIV/0!"), arguments
End Sub
