"""The shapes of the rule language: which keys each mechanism, rule and front matter may have, and what each means.

One table serves the reader (unknown key = error with the nearest name), the JSON Schema for editors, and the authors'
reference in the documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor.rules.frame import PERIODS
from assessor.rules.rulebook import HEADS, STRENGTHS


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what may stand there (`form`), whether it must, and what it means; `empty` says that null may, too."""

    form: str
    means: str
    required: bool = False
    words: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with fixed keys (`keys`), or a list (`items` says of what), or a single formula (neither)."""

    means: str
    keys: Mapping[str, Key] | None = None
    items: str = ""


def _need(form: str, means: str) -> Key:
    return Key(form, means, required=True)


_LIST = _need("list_field", "哪个列表字段")
_WHERE = Key("node", "哪些行计入（可用列名）；不写就是每一行")
_WITHIN = Key("formula", "日期须在哪个期间内：term()、this_school_year()、last_years(3)、since(某日)……")

BAND: Mapping[str, Key] = {
    "from": Key("number", "下限，含"),
    "above": Key("number", "下限，不含"),
    "to": Key("number", "上限，含"),
    "below": Key("number", "上限，不含"),
    "value": _need("formula", "这一档的值"),
    "means": Key("text", "这一档的说明"),
}

CHOICE: Mapping[str, Key] = {
    "is": _need("words", "等于哪个词（可写几个）"),
    "value": Key("node", "取什么值"),
    "gap": Key("text", "条文没有写这种情形，写明原因"),
}

MECHANISMS: Mapping[str, Shape] = {
    "formula": Shape("按算式计算"),
    "bands": Shape(
        "按数值落在哪一档取值",
        {
            "of": _need("node", "用哪个数定档"),
            "unit": Key("unit", "档位端点的单位"),
            "rows": _need("bands", "各档，从低到高"),
            "gaps": Key("gaps", "条文没有写的空档：[[10, 11], [15, 16]]，两端不含；须配合 readings"),
        },
    ),
    "require": Shape(
        "实际与要求相比，给出差额",
        {
            "have": _need("node", "实际有多少"),
            "at_least": Key("node", "不少于（含）"),
            "at_most": Key("node", "不超过（含）"),
            "more_than": Key("node", "多于（不含）"),
            "less_than": Key("node", "少于（不含）"),
        },
    ),
    "all": Shape("各条件都要成立", items="part"),
    "any": Shape("有一个条件成立即可", items="part"),
    "at_least_of": Shape(
        "几个条件中至少成立几个",
        {"n": _need("count", "至少几个"), "of": _need("parts", "各条件")},
    ),
    "count": Shape("列表里有几行计入", {"of": _LIST, "where": _WHERE, "within": _WITHIN}),
    "sum": Shape(
        "列表里各行的值相加",
        {
            "of": _LIST,
            "value": _need("node", "每行的值（可用列名）"),
            "where": _WHERE,
            "within": _WITHIN,
            "unit": Key("unit", "列本身没有单位时，合计的单位"),
            "otherwise": Key("node", "没有一行计入时改用什么"),
        },
    ),
    "each": Shape(
        "列表按一列归并，逐组算值，再相加",
        {
            "of": _LIST,
            "by": _need("column", "按哪一列归并，如 月份"),
            "within": _WITHIN,
            "value": _need("node", "每组的值；列名表示组内合计"),
            "value_as": Key("name", "结果各行里这个值的名字"),
            "show": Key("formulas", "结果各行里另外给出的数"),
        },
    ),
    "each_week": Shape(
        "学期内每个整周都至少有几行",
        {"of": _LIST, "where": _WHERE, "at_least": _need("count", "每周至少几行")},
    ),
    "recent_years": Shape(
        "最近几个有记录的学年（年度）都符合",
        {
            "of": _LIST,
            "by": _need("column", "学年（年度）在哪一列"),
            "where": _need("node", "什么算符合"),
            "years": _need("count", "几个学年（年度）"),
            "adjacent": Key("formula", "年份须相邻（true）还是只看有记录的（false）；只看一个时不必写"),
        },
    ),
    "every_month": Shape(
        "从某月到某月每个月都在任",
        {
            "of": _LIST,
            "role": _need("text", "什么角色"),
            "from": _need("formula", "从哪一天所在的月"),
            "to": _need("formula", "到哪一天所在的月"),
            "except": Key("months", "不看哪几个月，如 [7, 8]"),
            "otherwise": _need("node", "没填任职段时改用什么"),
        },
    ),
    "school_years": Shape(
        "任满几个学年（9 月到次年 6 月都在任；本学年不算）",
        {
            "of": _LIST,
            "role": _need("text", "什么角色"),
            "otherwise": _need("node", "没填任职段时改用什么"),
        },
    ),
    "in_office_since": Shape(
        "这一任从哪个月起（不间断往回数；只在 let 里用）",
        {"of": _LIST, "role": _need("text", "什么角色")},
    ),
    "checklist": Shape("清单上各项都完成", {"of": _LIST, "items": _need("words", "各项的名称")}),
    "if": Shape(
        "条件成立取一个，不成立取另一个",
        {
            "condition": _need("node", "条件"),
            "then": _need("node", "成立时"),
            "else": _need("node", "不成立时"),
            "means": Key("text", "不成立时的说明"),
        },
    ),
    "due": Shape(
        "到某一天才要求的：没到那天，没做到也不算没做到",
        {
            "from": _need("formula", "从哪一天起要求（含这一天），如 years_after(入职日期, 1)"),
            "then": _need("node", "到时要做到什么"),
            "means": _need("text", "那一天是什么，如 试用期满一年"),
        },
    ),
    "choose": Shape("按一个词取值", {"of": _need("formula", "看哪个字段"), "rows": _need("choices", "各种情形")}),
    "first": Shape("取第一个填了的", items="node"),
    "score": Shape(
        "各项相加，不低于下限，不高于满分",
        {
            "items": _need("parts", "各项"),
            "floor": Key("number", "最低分"),
            "cap": Key("number", "满分"),
        },
    ),
    "product": Shape(
        "几个因数相乘，有一个已知为 0 就是 0",
        {"of": _need("parts", "各因数"), "row_amount": Key("name", "逐行的积在结果里叫什么")},
    ),
    "result": Shape("引用本政策另一条规则的结果（写编号）"),
}

KINDS = {
    "grade": "等第",
    "amount": "数额",
    "score": "得分",
    "requirement": "要求",
    "eligibility": "资格",
    "veto": "否决",
    "quota": "名额",
    "checklist": "清单",
    "manual": "人工认定",
}
SUBJECTS = {"teacher": "班主任本人", "school": "学校或主管部门"}
HEAD_WORDS = {**HEADS, "none": "不进结论"}

RULE: Mapping[str, Key] = {
    "id": _need("rule_id", "规定编号，全政策唯一"),
    "name": _need("name", "规定名称"),
    "kind": Key("word", "结果是哪一类", required=True, words=tuple(KINDS)),
    "strength": Key("word", "力度", required=True, words=tuple(STRENGTHS)),
    "subject": Key("word", "对谁的要求，不写就是班主任本人", words=tuple(SUBJECTS)),
    "unit": Key("unit", "结果的单位；要求类则是差额的单位"),
    "per": Key("word", "合计的是多长时间的；单位里已有的（元/月）不写", words=tuple(PERIODS)),
    "about": Key("text", "结论的主语：说的是哪一件事，如 坐班一项、评高级；不写就用名称"),
    "modality": Key("modality", "给出的值是什么分量，不写就照力度；各值不同的写成“值: 词”，其余的写 else"),
    "head": Key(
        "word",
        "回答哪一个问题；不写时，等第和汇总的得分归考核，带“元”的数额归津贴，资格归资格，其余不进结论",
        words=tuple(HEAD_WORDS),
    ),
    "group": Key("words", "是哪件事的几条要求之一，如 评高级；同一件事的写一样的词，结论合起来数"),
    "budget": Key("budget", "名单的预算按这条合计；写了它，这份政策别的金额不再各自合计"),
    "clause": Key("words", "引用名与所在标题不同时，写明所依据的各条"),
    "note": Key("text", "给读者的说明"),
    "missing_text": Key("text", "条文缺了什么"),
    "decides": Key("text", "人工认定的由谁决定"),
    "matters": Key("words", "属于哪个事项，供跨政策比较"),
    "says": Key("texts", "在某个事项的对照里怎么说，用于算不出来的内容；其中的数须在条文要点里"),
    "applies_if": Key("node", "适用条件；不成立则不适用"),
    "only_if": Key("only_if", "须满足的前提；不满足时取另一个值"),
    "let": Key("nodes", "给中间量起名字"),
    "readings": Key("readings", "条文可以怎样读"),
    "readings_of": Key("text", "读法与本政策另一条规则相同（写编号）"),
    "met": Key("node", "名额类：另外判断是否达到"),
    "shortfall": Key("formula", "差额另有算法时写在这里"),
    "notices": Key("notices", "符合条件时显示的提示，不影响结果"),
    "cases": Key("cases", "用例：给定什么，应得什么"),
}
READING: Mapping[str, Key] = {
    "means": _need("text", "这样读是什么意思"),
    "default": Key("bool", "默认按这个读法"),
    "let": _need("nodes", "这个读法下各名字的含义"),
}
BUDGET: Mapping[str, Key] = {
    "for": Key("word", "合计的是多长时间的", required=True, words=tuple(PERIODS)),
    "times": Key("text", "各人的金额还要乘上哪个字段，如 学期月数"),
    "plus": Key("text", "另加学校的哪一笔，写规则的编号"),
}
ONLY_IF: Mapping[str, Key] = {
    "condition": _need("node", "前提"),
    "otherwise": _need("formula", "不满足时的值"),
    "means": _need("text", "说明"),
}
NOTICE: Mapping[str, Key] = {"when": _need("node", "什么情形"), "text": _need("text", "提示什么")}
CASE: Mapping[str, Key] = {
    "name": _need("name", "用例名，写成一句话"),
    "given": _need("record", "填了什么"),
    "expect": _need("expectation", "应得什么：值、true/false、unknown、gap、not_applicable，或按读法分写"),
    "missing": Key("word_list", "结果未知时，缺哪些字段"),
    "shortfall": Key("expectation", "未达到时的差额，可按读法分写"),
    "notices": Key("whole", "应显示几条提示"),
    "rows": Key("rows", "结果各行里另外给出的数，一行一组，如 [{ratio: 0.6}]"),
    "on": Key("day", "自评日期，不写就是 2026-06-30"),
}

LEVELS = {
    "national": "国家",
    "province": "省",
    "city": "市",
    "county": "县",
    "district": "区",
    "school": "学校",
    "university": "高校",
    "template": "模板",
}
RUNGS: Mapping[str, tuple[str, ...]] = {
    "national": ("national",),
    "province": ("province",),
    "city": ("city",),
    "county": ("county", "district"),
    "school": ("school", "university"),
}
"""From top to bottom: each rung, and the levels that stand on it side by side. A template is in nobody's place."""
STATUSES = {"historical": "沿革，不作现行依据"}
COMPLETENESS = {"complete": "完整", "excerpt": "摘录", "fragment": "残缺"}
AUTHORITIES = {
    "official": "正式文件",
    "unclear": "性质不明",
    "template": "模板，非官方",
    "secondary": "二手来源，待核",
}
STAGES = ("小学", "初中", "高中", "中职")
SCHOOLS = ("城镇", "乡村")
TOPICS = (
    *("考核", "津贴", "龄奖", "选聘", "任期", "资格", "职称", "培训"),
    *("常规", "家校", "安全", "否决", "荣誉", "组织", "减负"),
)

HEAD: Mapping[str, Key] = {
    "id": _need("text", "政策代号，与文件名相同"),
    "title": _need("name", "文件名称"),
    "short": Key("name", "简称，16 字以内，名称长而位置小的地方用；不写就用名称"),
    "summary": _need("text", "一句话说明，80 字以内"),
    "issuer": _need("name", "发文单位"),
    "level": Key("word", "层级", required=True, words=tuple(LEVELS)),
    "region": Key("text", "地区", empty=True),
    "number": Key("text", "文号", empty=True),
    "issued": Key("day", "发文日期", empty=True),
    "valid": Key("valid", "施行与废止日期", empty=True),
    "status": Key("word", "只作沿革看的写 historical：自评不推荐，页面上写明；现行的不写", words=tuple(STATUSES)),
    "stages": _need("word_list", "适用学段"),
    "schools": Key("word_list", "只适用于哪类学校的教师：城镇、乡村；不写就是都适用"),
    "completeness": Key("word", "源文本是否完整", required=True, words=tuple(COMPLETENESS)),
    "missing": Key("text", "源文本缺什么", empty=True),
    "authority": Key("word", "文件性质", required=True, words=tuple(AUTHORITIES)),
    "source": _need("source", "出处"),
    "checked": _need("day", "核对日期"),
    "topics": _need("word_list", "主题"),
    "notices": Key("text_list", "页面顶部的提醒"),
    "leaves": Key("leaves", "条文写明留给同级或下级去定的事"),
}
LEAVES_TO = {"province": "省", "city": "市", "county": "县（市、区）", "school": "学校", "local": "各地"}
LEAVES: Mapping[str, Key] = {
    "clause": _need("text", "哪一条写的（条款的地址）"),
    "to": Key("word", "留给哪一级", required=True, words=tuple(LEAVES_TO)),
    "what": _need("text", "留下什么去定，用自己的话"),
}


HEADING: Mapping[str, str] = {
    "#地址": "条款的地址，如 #art-16；公布以后不再改",
    ".missing": "源文本缺这一条的内容",
    ".external": "这一条据外部来源摘要",
    'label="引用名"': "引用名不是标题的第一个词时写",
    'uncomputed="不计算的数"': '要点里没有规则用到的数，用空格隔开，如 uncomputed="12 30% 1/2"',
}
"""What may stand in the braces at the end of a clause's heading."""
