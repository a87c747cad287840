"""Templates made to harm: nothing but the data is within their reach, and they end."""

from __future__ import annotations

import datetime

import docx
import pytest
from jinja2 import nodes
from support.word_templates import (
    names,
    of_body,
    of_paragraphs,
    opened,
    part,
    saved,
    texts,
    with_part,
    with_parts,
)  # fmt: skip

from addin.narrative.engine import Limits, Template, TemplateError, environment, render_text
from addin.narrative.engine.sandbox import OUTPUT_END, OUTPUT_START
from addin.package.problems import PackageProblem


class Leak:
    """An object with things worth stealing."""

    secret = "密钥"
    __test__ = False

    def call(self) -> str:
        return self.secret


DATA = {
    "值": "文字", "数": 1, "列": [1, 2], "组": {"甲": 1}, "对象": Leak(), "方法": Leak().call, "类": Leak, "模块": datetime,
    "函数": open, "集": {1},
}  # fmt: skip

#: what the advisories on jinja2 3.1.x and the usual collections of payloads use
ESCAPES = [
    # CVE-2019-10906, CVE-2024-56326: str.format and format_map, stored or called
    "{{ '{0.__class__}'.format(值) }}",
    "{{ '{0.__class__}'.format_map(组) }}",
    "{% set f = '{0.__class__.__init__.__globals__}'.format %}{{ f(值) }}",
    "{{ 值.format }}",
    "{{ '%s'|format(值) }}",
    "{{ '{0.__class__}'|format(值) }}",
    # CVE-2025-27516: |attr
    "{{ 值|attr('format') }}",
    "{{ 对象|attr('__class__') }}",
    "{{ ('{0.__class__}'|attr('format'))(对象) }}",
    # CVE-2024-22195, CVE-2024-34064: xmlattr
    "{{ {'onclick=x': 1}|xmlattr }}",
    "{{ 组|xmlattr }}",
    # CVE-2024-56201: the template's name in its compiled code; here a template has no name, and no import either
    "{% import '{{ x }}' as y %}",
    # the globals that Jinja offers
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.__base__.__subclasses__() }}",
    "{{ range.__class__ }}",
    "{{ url_for.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__ }}",
    "{{ super() }}",
    "{{ caller() }}",
    # chains of attributes, in every spelling
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''['__cla' ~ 'ss__'].__mro__ }}",
    "{{ (''|attr('__class__')) }}",
    "{{ 列.__class__ }}",
    "{{ 列.append(3) }}",
    "{{ 组.update({'甲': 2}) }}",
    "{{ 组.keys() }}",
    "{{ 值.upper() }}",
    "{{ 对象.secret }}",
    "{{ 对象.call() }}",
    "{{ 对象['secret'] }}",
    "{{ 对象[0] }}",
    "{{ 方法() }}",
    "{{ 方法.__self__ }}",
    "{{ 方法.__func__.__globals__ }}",
    "{{ 类() }}",
    "{{ 模块.sys }}",
    "{{ 函数('/etc/passwd') }}",
    "{{ 函数 }}",
    "{{ 对象 }}",
    "{{ 集 }}",
    "{{ loop.__class__ }}",
    "{% for 一 in 列 %}{{ loop.__init__ }}{% endfor %}",
    "{% for 一 in 列 %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for 一 in 列 %}{{ loop['cycle'] }}{% endfor %}",
    "{% for 一 in 列 recursive %}{{ loop(列) }}{% endfor %}",
    "{{ 列|map(attribute='__class__')|join }}",
    "{{ 列|map('attr', '__class__')|join }}",
    "{{ 列|selectattr('__class__')|join }}",
    "{{ 列|sort(attribute='__class__') }}",
    "{{ 列|groupby('__class__') }}",
    "{{ 列|sum(attribute='__class__') }}",
    "{{ 列|join('', '__class__') }}",
    "{{ 列|list|tojson }}",
    "{{ 值|safe }}",
    "{{ 值|pprint }}",
    "{{ 值|filesizeformat }}",
    "{{ 对象|string }}",
    "{{ 对象|upper }}",
    "{{ 对象 ~ '' }}",
    "{{ 方法 ~ '' }}",
    # statements
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% from 'os' import system %}",
    "{% macro m() %}{% endmacro %}{{ m() }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% block a %}{% endblock %}",
    "{% set a %}b{% endset %}",
    "{% set loop = 1 %}",
    "{% set ns.a = 1 %}",
    "{% with a = 1 %}{% endwith %}",
    "{% do 列.append(1) %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% raw %}{{ 值 }}{% endraw %}",
    "{% debug %}",
    "{% print(值) %}",
    # what the compiler itself uses
    "{{ 值|__text(0) }}",
    "{{ 值|__call }}",
    "{{ '函数'|__call('/etc/passwd') }}",
    "{{ 值|__runs(0) }}",
    "{{ 值|__blocks(0) }}",
    "{{ __name__ }}",
    "{{ _x }}",
    "{{ context }}{{ environment }}",
    "{{ 值|default(__builtins__) }}",
    "{{ 值 if 对象.secret is callable }}",
    "{{ 列 is sameas 列 }}",
    "{{ 值 is filter }}",
    "{{ 值|upper(*列) }}",
    "{{ 值|upper(**组) }}",
]


def _refused(template: Template) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        template.render(DATA)
    return [one.message for one in caught.value.problems]


@pytest.mark.parametrize("payload", ESCAPES)
def test_an_escape_is_refused_in_the_body_and_in_plain_text(payload):
    messages = _refused(Template.load(of_paragraphs(payload)))
    assert messages
    assert not any(secret in message for message in messages for secret in ("密钥", "0x", "<class", "root:"))
    with pytest.raises(TemplateError):
        render_text(payload, DATA)


CHOSEN = [
    ESCAPES[0],
    ESCAPES[6],
    ESCAPES[9],
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__ }}",
    "{{ lipsum.__globals__ }}",
]


def _everywhere(payload: str) -> dict[str, bytes]:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = payload
    header = saved(document)
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = payload
    footer = saved(document)
    document = docx.Document()
    document.core_properties.title = payload
    core = saved(document)
    custom = with_parts(of_paragraphs("x"), {"docProps/custom.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="a"><vt:lpwstr>{payload}</vt:lpwstr></property></Properties>'
    )})  # fmt: skip
    custom = with_part(custom, "[Content_Types].xml", lambda text: text.replace("</Types>", (
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
    )))  # fmt: skip
    application = with_part(
        of_paragraphs("x"),
        "docProps/app.xml",
        lambda text: text.replace("</Properties>", f"<Company>{payload}</Company></Properties>"),
    )
    run = f"<w:p><w:r><w:t>{payload}</w:t></w:r></w:p>"
    box = of_body(
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{run}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )
    fallback = of_body(
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{run}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    attribute = of_body(
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{payload}"/></wp:inline></w:drawing></w:r></w:p>'
    )
    control = of_body(f"<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>")
    notes = with_parts(of_paragraphs("x"), {"word/footnotes.xml": (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">' + run + "</w:footnote></w:footnotes>"
    )})  # fmt: skip
    notes = with_part(notes, "[Content_Types].xml", lambda text: text.replace("</Types>", (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )))  # fmt: skip
    return {
        "页眉": header, "页脚": footer, "摘要": core, "自定义属性": custom, "属性": application, "文本框": box, "旧式文本框": fallback,
        "说明文字": attribute, "内容控件": control, "脚注": notes,
    }  # fmt: skip


@pytest.mark.parametrize("payload", CHOSEN)
def test_an_escape_is_refused_wherever_it_stands(payload):
    for place, data in _everywhere(payload.replace('"', "&quot;")).items():
        assert _refused(Template.load(data)), place


def test_objects_in_the_data_are_opaque_even_to_filters_of_the_trade():
    env = environment({"显示": lambda value: value})
    with pytest.raises(TemplateError, match="其他对象"):
        Template.load(of_paragraphs("{{ 对象|显示 }}"), environment=env).render(DATA)


def test_nothing_of_pythons_or_jinjas_globals_is_a_name():
    env = environment()
    assert not env.globals
    for name in ("cycler", "joiner", "lipsum", "namespace", "dict", "range", "open", "__import__"):
        with pytest.raises(TemplateError):
            render_text("{{ " + name + " }}", DATA)


def test_the_environment_itself_refuses_what_the_list_would_let_pass():
    """The second wall: the tree is built without the check, as if the list had a hole."""
    env = environment()
    for body in (
        "值.__class__",
        "对象.secret",
        "对象['secret']",
        "值['upper']",
        "方法()",
        "值.upper()",
        "'{0}'.format(值)",
        "loop.cycle",
    ):
        template = env.from_string(f"{OUTPUT_START}{body}{OUTPUT_END}")
        with pytest.raises(Exception, match=r".") as caught:
            template.render(**DATA)
        assert "密钥" not in str(caught.value)


def test_data_are_not_changed_by_a_template():
    data = {"列": [1], "组": {"甲": 1}}
    Template.load(of_paragraphs("{% set 列 = [2] %}{% for 组 in 列 %}{{ 组 }}{% endfor %}")).render(data)
    assert data == {"列": [1], "组": {"甲": 1}}


def test_a_value_is_never_read_as_a_template_or_as_xml():
    hostile = [
        "{{ 数 }}",
        "{% for x in y %}",
        "</w:t><w:t>",
        "<!DOCTYPE x>",
        "&#x41;",
        "<?jixiao 0?>",
        "\ue0f00\ue0f1",
        "\x0e\x0f\x10\x11\x01\x02\x03\x04",
    ]
    template = Template.load(of_body(
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{%tr for 一 in 列 %}{{ 一 }}{%tr endfor %}</w:t></w:r></w:p>'
        '</w:tc></w:tr></w:tbl><w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{{ 全 }}"/></wp:inline></w:drawing></w:r></w:p>'
    ))  # fmt: skip
    out = template.render({"列": hostile, "全": "".join(hostile), "数": "泄漏"})
    assert [row.cells[0].text for row in opened(out).tables[0].rows] == [*hostile[:-1], ""]
    assert "泄漏" not in part(out)


@pytest.mark.parametrize("kind", ["loops", "nested", "strings", "digits", "output"])
def test_a_template_that_would_not_end_is_stopped_by_a_limit(kind):
    numbers = list(range(2_000))
    text = {
        "loops": "{% for 甲 in 列 %}{% for 乙 in 列 %}{% for 丙 in 列 %}x{% endfor %}{% endfor %}{% endfor %}",
        "nested": "{% for 甲 in 列 %}{% for 乙 in 列 %}{% set z = 甲 %}{% endfor %}{% endfor %}",
        "strings": "{% set a = '十个字符的一段文字。' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "digits": "{% set a = 99999999 %}" + "{% set a = a * a %}" * 40 + "{{ a }}",
        "output": "{% for 甲 in 列 %}" + "很长的文字" * 10_000 + "{% endfor %}",
    }[kind]
    with pytest.raises(TemplateError) as caught:
        Template.load(of_paragraphs(text)).render({"列": numbers})
    code = caught.value.problems[0].code
    assert (
        code
        in {
            "loops": ("limit.iterations",),
            "nested": ("limit.iterations",),
            "strings": ("limit.text",),
            "digits": ("value.unusable",),
            "output": ("limit.output",),
        }[kind]
    )


def test_texts_made_large_by_filters_are_stopped():
    data = {"长": "字" * 1_000_000, "列": ["字" * 1000] * 1500}
    for expression in (
        "长|replace('字', '一二三')",
        "列|join(长)",
        "列|join('字' ~ 长)",
        "长 + 长 + 长",
        "长 ~ 长 ~ 长",
        "[长]|join ~ 长 ~ 长",
    ):
        with pytest.raises(TemplateError) as caught:
            Template.load(of_paragraphs("{{ " + expression + " }}")).render(data)
        assert caught.value.problems[0].code == "limit.text", expression


def test_work_that_shows_nothing_is_counted_too():
    text = "{% for 甲 in 列 %}{% set 弃 = 长|upper %}{% endfor %}"
    with pytest.raises(TemplateError) as caught:
        Template.load(of_paragraphs(text)).render({"列": list(range(10_000)), "长": "字" * 1_000_000})
    assert caught.value.problems[0].code == "limit.work"


def test_an_endless_sequence_is_cut_off():
    def endless():
        while True:
            yield 1

    with pytest.raises(TemplateError) as caught:
        Template.load(of_paragraphs("{% for 甲 in 列 %}x{% endfor %}")).render(
            {"列": endless()}, Limits(iterations=1000)
        )
    assert caught.value.problems[0].code == "limit.iterations"


def test_powers_and_huge_numbers_are_refused_before_they_are_computed():
    for expression in (
        "9**9**9",
        "10**1000000",
        "9" * 100,
        "'x' * 10**9",
        "1e999999",
        "1e999999 * 2",
        "数 * 1e30 * 1e30",
    ):
        assert _refused(Template.load(of_paragraphs("{{ " + expression + " }}"))), expression


def test_a_template_with_macros_a_dtd_or_an_entity_is_refused():
    data = of_paragraphs("x")
    macros = with_part(data, "[Content_Types].xml", lambda text: text.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "vnd.ms-word.document.macroEnabled.main+xml"
    ))  # fmt: skip
    with pytest.raises(PackageProblem) as caught:
        Template.load(macros)
    assert caught.value.code == "template.macro"
    bomb = with_part(
        data, "word/document.xml", lambda text: text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1)
    )
    with pytest.raises(PackageProblem) as caught:
        Template.load(bomb)
    assert caught.value.code == "xml.dtd"


def test_the_signs_that_the_engine_uses_inside_have_no_meaning_in_a_template():
    signs = "\ue0f00\ue0f1\ue0f0fresh\ue0f1&#xE0F0;9999&#xE0F1;<?jixiao 0?><?jixiao guard-cell?>"
    xml = f'<w:p w:rsidR="\ue0f07\ue0f1"><w:r><w:t>{signs}{{{{ 值 }}}}</w:t></w:r></w:p>'
    out = part(Template.load(of_body(xml)).render(DATA))
    assert "文字</w:t>" in out
    assert "\ue0f0" not in out


def test_nothing_beside_the_template_is_read(tmp_path, monkeypatch):
    """A file of the name that a template asks for lies in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "附件.txt").write_text("{{ 秘密 }}", encoding="utf-8")
    for text in ("{% include '附件.txt' %}", "{% import '附件.txt' as a %}", "{% extends '附件.txt' %}"):
        assert "不允许使用语句" in _refused(Template.load(of_paragraphs(text)))[0]


def test_only_these_kinds_of_syntax_are_allowed():
    """The list is closed: a new kind of node in a later jinja2 is refused until somebody puts it on the list."""
    from addin.narrative.engine.syntax import _ALLOWED

    refused = {nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.FilterBlock,
               nodes.With, nodes.NSRef, nodes.Pow, nodes.AssignBlock, nodes.EnvironmentAttribute, nodes.ExtensionAttribute,
               nodes.ImportedName, nodes.InternalName, nodes.MarkSafe, nodes.ContextReference, nodes.DerivedContextReference}  # fmt: skip
    assert not refused & set(_ALLOWED)


def test_macro_parts_are_not_made_by_rendering():
    out = Template.load(of_paragraphs("{{ 值 }}")).render(DATA)
    assert not any("vba" in name.lower() for name in names(out))
    assert texts(out) == ["文字"]
