"""JSON: the documents of the contract, example by example."""

import json
from decimal import Decimal

from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from addin.commands.compute import compute
from addin.commands.context import Context
from addin.commands.explain import explain
from addin.commands.jsonout import check_document, explain_document, plain_value, score_document
from udfs.core.errors import CellError
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def form(score=None, total=None):
    return form_of([indicator(90, "≥10个", "12个", score)], budget(200, 199), total=total, grade=None)


def test_the_document_of_score():
    computed = compute(form(), ZHUZHOU, Context(file="自评表.xlsx"))
    document = score_document("自评表.xlsx", [computed], computed.findings)
    assert json.loads(json.dumps(document, ensure_ascii=False)) == {
        "schema": 1,
        "file": "自评表.xlsx",
        "forms": [
            {
                "sheet": "自评表",
                "kind": "project",
                "title": "项目支出绩效自评表",
                "range": "A1:N40",
                "profile": "cn/hunan/zhuzhou-2023",
                "edits": [
                    {"cell": "G5", "field": "rate", "value": 0.995, "formula": ""},
                    {"cell": "H5", "field": "score", "value": 9.95, "formula": ""},
                    {"cell": "H11", "field": "score", "value": 90, "formula": ""},
                    {"cell": "H40", "field": "total", "value": 99.95, "formula": ""},
                    {"cell": "J40", "field": "grade", "value": "优", "formula": ""},
                ],
                "total": "99.95",
                "grade": "优",
            }
        ],
        "findings": [],
    }


def test_a_formula_stands_beside_its_value():
    computed = compute(form(), ZHUZHOU, Context(style="functions", profile_argument="cn/hunan/zhuzhou-2023"))
    edits = score_document("甲.xlsx", [computed], [])["forms"][0]["edits"]
    assert edits[2] == {
        "cell": "H11",
        "field": "score",
        "value": 90,
        "formula": 'IF(OR(D11="",E11="",F11=""),"",PERF_SCORE(D11,E11,F11,"","cn/hunan/zhuzhou-2023"))',
    }


def test_the_document_of_check():
    found = check(form(score="85", total="94.95"), ZHUZHOU, Context(file="甲.xlsx"))
    document = check_document(1, 1, [one for one in found if one.severity == "error"])
    assert list(document) == ["schema", "files", "forms", "findings"]
    assert (document["schema"], document["files"], document["forms"]) == (1, 1, 1)
    (finding,) = document["findings"]
    assert list(finding) == [
        "file",
        "sheet",
        "cell",
        "code",
        "severity",
        "printed",
        "expected",
        "message",
        "rule",
        "source",
    ]
    assert (finding["file"], finding["sheet"], finding["cell"]) == ("甲.xlsx", "自评表", "H11")
    assert (finding["code"], finding["severity"]) == ("score.mismatch", "error")
    assert (finding["printed"], finding["expected"]) == ("85", "90")
    assert finding["rule"]
    assert "株洲" in finding["source"]


def test_the_document_of_explain():
    document = explain_document("甲.xlsx", explain(form(), ZHUZHOU, cell="H11"))
    assert (document["schema"], document["file"]) == (1, "甲.xlsx")
    (figure,) = document["figures"]
    assert (figure["cell"], figure["field"], figure["expected"]) == ("H11", "score", "90")
    assert json.dumps(document)


def test_values_are_what_the_cell_holds():
    given = [Decimal("9.80"), Decimal("20.00"), "99.27%", True, None, CellError("#N/A"), 3]
    assert [plain_value(value) for value in given] == [9.8, 20, "99.27%", True, None, "#N/A", 3]
