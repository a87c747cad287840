Attribute VB_Name = "JixiaoFunctions"
Option Explicit

' The cell functions, one line each, generated from the declarations under udfs/. None is volatile.

Public Function PERF_CHANGE_RATE(ByVal previous As Variant, ByVal current As Variant) As Variant
    PERF_CHANGE_RATE = Answer("PERF_CHANGE_RATE", Array(Given(previous), Given(current)))
End Function

Public Function PERF_COMPLETION(ByVal target As Variant, ByVal actual As Variant, Optional ByVal profile As Variant) As Variant
    PERF_COMPLETION = Answer("PERF_COMPLETION", Array(Given(target), Given(actual), Given(profile)))
End Function

Public Function PERF_CONTROL_RATE(ByVal approved As Variant, ByVal actual As Variant) As Variant
    PERF_CONTROL_RATE = Answer("PERF_CONTROL_RATE", Array(Given(approved), Given(actual)))
End Function

Public Function PERF_EXEC_RATE(ByVal budget As Variant, ByVal executed As Variant) As Variant
    PERF_EXEC_RATE = Answer("PERF_EXEC_RATE", Array(Given(budget), Given(executed)))
End Function

Public Function PERF_EXEC_SCORE(ByVal weight As Variant, ByVal budget As Variant, ByVal executed As Variant, Optional ByVal profile As Variant) As Variant
    PERF_EXEC_SCORE = Answer("PERF_EXEC_SCORE", Array(Given(weight), Given(budget), Given(executed), Given(profile)))
End Function

Public Function PERF_EXPLAIN(ByVal weight As Variant, ByVal target As Variant, ByVal actual As Variant, Optional ByVal method As Variant, Optional ByVal profile As Variant) As Variant
    PERF_EXPLAIN = Answer("PERF_EXPLAIN", Array(Given(weight), Given(target), Given(actual), Given(method), Given(profile)))
End Function

Public Function PERF_GRADE(ByVal score As Variant, Optional ByVal profile As Variant) As Variant
    PERF_GRADE = Answer("PERF_GRADE", Array(Given(score), Given(profile)))
End Function

Public Function PERF_SCORE(ByVal weight As Variant, ByVal target As Variant, ByVal actual As Variant, Optional ByVal method As Variant, Optional ByVal profile As Variant) As Variant
    PERF_SCORE = Answer("PERF_SCORE", Array(Given(weight), Given(target), Given(actual), Given(method), Given(profile)))
End Function

Public Function PERF_SHARE(ByVal whole As Variant, ByVal part As Variant) As Variant
    PERF_SHARE = Answer("PERF_SHARE", Array(Given(whole), Given(part)))
End Function

Public Function PERF_STANDARD(ByVal weight As Variant, ByVal value As Variant, ByVal standard As Variant) As Variant
    PERF_STANDARD = Answer("PERF_STANDARD", Array(Given(weight), Given(value), Given(standard)))
End Function

Public Function PERF_TOTAL(ParamArray range() As Variant) As Variant
    Dim every As Variant
    every = range
    PERF_TOTAL = Answer("PERF_TOTAL", GivenRanges(every, True))
End Function

Public Function PERF_WAVG(ByVal values As Variant, ByVal funds As Variant) As Variant
    PERF_WAVG = Answer("PERF_WAVG", GivenRanges(Array(values, funds), False))
End Function
