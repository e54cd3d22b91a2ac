"""「结果和学校不一样？」: the usual reasons, and every rule that can be read in more than one way, side by side."""

from assessor.policy import Library, Policy, PolicyRule
from assessor.report import Markup, clause_address, tag
from assessor.report.html import Child
from assessor.site.pages.page import Page, by_level, heading, html, join, root_of, table
from assessor.site.pages.rule import rule_anchor

PATH = "guides/differs.md"

START = (
    "先不急着争。自评页算出结果以后，在下面的“结果和学校不一样？”里选一项、填学校给的数，点“比一比”："
    "它会试遍条文的各种读法，也会试每一个填过的数，告诉你怎样才会得到学校的结果。多半在下面几条里。"
)
REASONS = (
    ("读法不同", "条文没写清楚的地方，学校可能按另一种读法执行。下面列出全部有几种读法的规定。"),
    (
        "年限推算不同",
        "年限从任职段逐月推算：首尾月都算，重叠只算一次，中断就从连续年限里断开。学校若按学年整数记，差几个月就可能差一档。",
    ),
    ("日期不同", "自评日期换一天，“近三年”“任现职以来”“还在期限内”都可能变。请把自评日期填成学校考核的那一天。"),
    (
        "学期不同",
        "按学期算的等第和次数只看一个学期。记录里两个学期的都填了，要先选学年和学期；学校给的也许是另一个学期的，换一个看看。",
    ),
    (
        "哪些算坐班",
        "学期等第看整个学期合计的坐班率，奖金看每个月的坐班率，两个率不要混用；会议、值日、外出培训算不算，看学校怎样记。",
    ),
    ("刚好在界上", "60%、80% 这类界限按“含”或“不含”分毫不差地判断，不先四舍五入。79.9% 不到 80%。"),
    (
        "按的文件不同",
        "学校可能用新的办法，或者本校自己的细则。结果里写着文本的版本；你学校的文件不在本站，可以请人加一份。",
    ),
    ("有人来认定的部分", "师德、能力、公示、民主测评不在这里算。本页说“符合”，只是说条文里能算的部分符合。"),
)
HAND_OVER = (
    "要和学校办公室对数，点“下载核对材料”：一个网页文件，里面有结果、每一步理由、条款链接和收据，没有姓名（除非你自己填进了文字栏）。"
    "对方不用装任何东西就能打开；把末尾的收据粘贴到[核对收据](../verify.md)，可以查它有没有被改过、用现在的文本能不能照样算出来。"
)
REPORT = (
    "确认是条文要点写错了、规则算错了，请把这份材料交给维护本站的人，写明哪一份文件、哪一条、原文怎么说。"
    "规则和用例都写在那一条下面，改的人能直接看到。"
)


def differs_page(library: Library) -> Page:
    """Reasons first, then the readings of every policy from nation to school."""
    items = (tag("li", tag("b", f"{name}。"), text) for name, text in REASONS)
    blocks = [
        *(heading(1, "结果和学校不一样？"), START),
        *(heading(2, "常见的原因", "reasons"), html(tag("ol", *items))),
        *(heading(2, "条文有几种读法的规定", "readings"), html(_readings(library))),
        *(heading(2, "交给办公室核对", "hand-over"), HAND_OVER),
        *(heading(2, "是本站错了", "report"), REPORT),
    ]
    return Page(
        PATH,
        "结果和学校不一样？",
        "自评的结果和学校给的不同时怎么查：读法、年限推算、日期、界限、文件版本，以及可以交给办公室的核对材料。",
        join(*blocks),
    )


def _readings(library: Library) -> Markup:
    policies = [policy for _, group in by_level(library.policies.values()) for policy in group]
    rows = [_row(policy, rule) for policy in policies for rule in policy.rules if rule.data.get("readings")]
    return table(["规定", "可以怎样读"], rows)


def _row(policy: Policy, rule: PolicyRule) -> list[Child]:
    name = tag("a", rule.data["name"], href=clause_address(root_of(PATH), policy.id, rule_anchor(rule.id)))
    place = tag("small", f"《{policy.short}》{rule.data['clause']}")
    means = (
        tag("li", tag("b", reading), "（默认）" if entry.get("default") else "", f"：{entry['means']}")
        for reading, entry in rule.data["readings"].items()
    )
    return [Markup.join_all([name, place]), tag("ul", *means)]
