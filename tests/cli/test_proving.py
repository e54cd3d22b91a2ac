"""`assessor boundaries` and `assessor mutants`."""

JUST_BELOW = "\n  - {name: 差不到一个月满八年, given: {工龄: 7.92}, expect: 0}"


def test_boundaries(run, policies):
    """The table of a policy is printed, rule by rule."""
    ran = run("boundaries", "good")
    assert ran.status == 0
    assert ran.out.startswith("# good 样例办法\n\nG-1 工龄奖励（第一条）\n  界限 8 年")
    assert "工龄 7 年 11 个月 → 0" in ran.out


def test_boundaries_into_a_folder(run, policies, tmp_path):
    """With -o each policy has a file of its own."""
    assert run("boundaries", "-o", "out").out == ""
    assert "界限 8 年" in (tmp_path / "out" / "good.txt").read_text("utf-8")


def test_mutants_survive(run, policies):
    """A policy with too few cases: what they do not notice is told, and the exit status is 1."""
    ran = run("mutants")
    assert ran.status == 1
    assert "没有用例发觉：good G-1 body: 8 → 95/12" in ran.out


def test_no_mutant_survives(run, policies):
    """With a case on the other side nothing goes unnoticed."""
    path = policies / "good.md"
    path.write_text(path.read_text("utf-8").replace("expect: 600}", "expect: 600}" + JUST_BELOW), "utf-8")
    ran = run("mutants", "good")
    assert (ran.status, ran.out) == (0, "8 处改动，0 处没有用例发觉，0 处改了也没有区别。\n")


def test_the_list_of_equivalents(run, policies):
    """An entry of the list that is not needed is told; one that is malformed is refused with its line."""
    path = policies / "equivalent.yaml"
    path.write_text("- {policy: good, rule: G-1, where: body, change: 8 → 5, reason: 没有区别}\n", "utf-8")
    ran = run("mutants")
    assert ran.status == 1
    assert "已经不需要：good G-1 body: 8 → 5" in ran.out
    path.write_text("- {policy: good}\n", "utf-8")
    ran = run("mutants")
    assert ran.status == 1
    assert "equivalent.yaml:1: 这一项的键不齐" in ran.err


def test_unknown_policy(run, policies):
    """A policy that is not there is told with what is."""
    for command in ("boundaries", "mutants"):
        ran = run(command, "gold")
        assert ran.status == 2
        assert "是不是 good" in ran.err
