"""What a newcomer types first: the two commands of the README and the scripts behind them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_first_code_block_of_the_readme_is_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```\w*\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == ["bash tools/start", "bash tools/test"]


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "resources" / "fonts" / "README.md"]
    links = [
        (document.relative_to(ROOT), link)
        for document in documents
        for link in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
        if "://" not in link
    ]
    assert links
    assert [one for one in links if not (ROOT / one[0].parent / one[1]).exists()] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize("script", ["tools/setup", "tools/start", "tools/test", "tools/check", ".ci/run"])
def test_scripts_are_sound_for_the_shell(script: str) -> None:
    done = subprocess.run(["bash", "-n", str(ROOT / script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_locked_packages_carry_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock, re.DOTALL | re.MULTILINE)
    assert len(requirements) > 30
    assert [one for one in requirements if "--hash=sha256:" not in one] == []
    assert "://" not in lock
