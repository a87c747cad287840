"""A new check is one file and its test: files of the folder are found, and each has a test of its own."""

from pathlib import Path

from addin.commands import checks
from addin.commands.checks import all_checks

ROOT = Path(checks.__file__).parent


def test_every_file_of_the_folder_is_a_check():
    names = {path.stem for path in ROOT.glob("*.py")} - {"__init__", "subject"}
    assert {module.__name__.rpartition(".")[2] for module in all_checks()} == names


def test_every_check_names_its_codes_and_has_a_test():
    for module in all_checks():
        name = module.__name__.rpartition(".")[2]
        assert module.CODES, name
        assert callable(module.check), name
        assert Path(__file__).with_name(f"test_{name}.py").exists(), name
