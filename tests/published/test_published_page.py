"""docs/published-cases.md is generated from the real commands and kept current."""

import pytest
from support.cases import WHY_ABSENT, case_ids
from support.make_published_page import PAGE, page

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)


def test_the_page_of_published_cases_is_what_the_commands_say_today():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tests/support/make_published_page.py"
