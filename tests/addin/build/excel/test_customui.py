"""The ribbon of the add-in against the schema, the declaration and the modules.

customui14.rng beside this file was written from the specification; Office's own .xsd is not part of this repository.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from support.vba_text import procedures

from addin.build import ribbon
from addin.build.excel.customui import NAMESPACE, custom_ui
from addin.build.excel.modules import modules

RIBBON = ribbon.load()
XML = custom_ui(RIBBON)
ROOT = etree.fromstring(XML.encode("utf-8"))
BUTTONS = ROOT.findall(f".//{{{NAMESPACE}}}button")

#: icons of Office 2010 and later. They are names of controls of Excel, Word, Outlook and Access (Microsoft, Office 2010 Help
#: Files: Office Fluent User Interface Control Identifiers; repository OfficeDev/office-fluent-ui-command-identifiers); all but
#: CalculateSheet were also seen as imageMso of published add-ins. AutoSum and FileSendAsAttachment were seen there alone
KNOWN_ICONS = {
    "AcceptInvitation", "AutoSum", "CalculateNow", "CalculateSheet", "FileOpen", "FileSaveAs", "FileSaveAsWordDocx",
    "FileSendAsAttachment", "Help", "Info", "PropertySheet",
}  # fmt: skip


def test_it_is_valid() -> None:
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("customui14.rng"))))
    schema.assertValid(ROOT)


def test_the_schema_refuses_what_office_would() -> None:
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("customui14.rng"))))
    for old, new in (
        ('size="large"', 'size="huge"'),
        ('keytip="C"', 'keytip="LONG"'),
        ("supertip=", "superTip="),
        ("<group ", "<group onAction='x' "),
        ('id="jixiao_check"', 'id="jixiao_fill"'),
    ):
        assert old in XML
        assert not schema.validate(etree.fromstring(XML.replace(old, new, 1).encode("utf-8"))), new


def test_it_shows_what_is_declared() -> None:
    shown = [
        (group.get("label"), [(b.get("label"), b.get("size"), b.get("keytip"), b.get("supertip")) for b in group])
        for group in ROOT.iter(f"{{{NAMESPACE}}}group")
    ]
    assert shown == [
        (group.label, [(b.label, b.size, b.keytip, b.supertip) for b in group.buttons]) for group in RIBBON.groups
    ]


def test_every_callback_is_a_public_procedure_with_the_buttons_signature() -> None:
    found = {
        f"{module.name}.{procedure.name}": procedure
        for module in modules("0.1.0", RIBBON)
        for procedure in procedures(module.code)
    }
    called = [
        value for element in ROOT.iter() for name, value in element.items() if name.startswith(("on", "get", "load"))
    ]
    assert len(called) == len(BUTTONS) == len(RIBBON.buttons)
    for name in called:
        assert found[name].kind == "Sub"
        assert found[name].public
        assert found[name].arguments == "control As IRibbonControl"


def test_every_icon_is_one_of_office_2010() -> None:
    assert {button.image for button in RIBBON.buttons} <= KNOWN_ICONS


def test_text_with_markup_is_escaped() -> None:
    button = ribbon.Button("check", '<校验> & "核对"', "large", "Info", "C", "'a'", "b\nc")
    group = ribbon.Group("check", "检查 & 核对", (button,))
    made = custom_ui(ribbon.Ribbon(ribbon.Tab("jixiao", "绩效", "JX", "绩效"), (group,)))
    [found] = etree.fromstring(made.encode("utf-8")).iter(f"{{{NAMESPACE}}}button")
    assert found.get("label") == '<校验> & "核对"'
