"""The authoring guide: what it tells people to write is accepted as written."""

import re

import pytest

from assessor.policy import read_policy
from assessor.policy.yaml import load
from tests.site.parsed import ROOT

GUIDE = (ROOT / "docs" / "authoring" / "index.md").read_text("utf-8")
(RULE,) = re.findall(r"````markdown\n(.*?)\n````", GUIDE, re.DOTALL)
HEAD, *SNIPPETS = re.findall(r"\n```yaml\n(.*?)\n```", GUIDE, re.DOTALL)
CLAUSES, *_ = re.findall(r"\n```markdown\n(.*?)\n```", GUIDE, re.DOTALL)


def problems_of(library, folder, rule):
    """What `assessor check` would say of the guide's policy with that rule."""
    path = folder / "my-school.md"
    path.write_text(f"---\n{HEAD}\n---\n\n{CLAUSES}\n\n{rule}\n", "utf-8")
    return [str(problem) for problem in read_policy(path, library.field_table, library.rulebook.fields)[1]]


def test_the_example_of_the_guide_is_a_sound_policy(library, tmp_path):
    """Head, clause and rule together pass the check, cases included."""
    assert problems_of(library, tmp_path, RULE) == []


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_snippet_of_the_guide_is_accepted(library, tmp_path, snippet):
    """Each way of writing a rule compiles once it has an id, a name, a strength and a kind."""
    given = load(snippet)
    lines = {"id": "MS-1", "name": "例", "strength": "must"}
    lines |= {} if "kind" in given else {"kind": "amount", "unit": "元/月"}
    head = "\n".join(f"{key}: {text}" for key, text in lines.items())
    problems = problems_of(library, tmp_path, f"```yaml rule\n{head}\n{snippet}\n```")
    allowed = ("没有用例", "没有规则、用例或说明用到", "在所引的条文里没有")  # it is no whole policy
    assert [problem for problem in problems if not any(text in problem for text in allowed)] == []
