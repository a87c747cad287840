"""评价标准文字 (wording of scoring standards): the parts that ``udfs.core.standard`` is made of.

text → ``tokens`` (one spelling) → ``scanner`` (phrases) → ``parser`` (what they mean together) → ``model`` (a Standard)
→ ``scoring`` (points for one value).
"""
