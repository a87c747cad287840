"""The template of the letters is what its source says."""

from addin.build.letters import TARGET, build


def test_the_template_is_that_of_its_source():
    assert TARGET.read_bytes() == build()
