"""A library of many policies, made from templates: the real ones, and as many generated as are asked for.

    python benchmarks/search/thousand.py FOLDER [COUNT]

The generated ones are like the real ones in size (about 20 clauses, 4 rules) and share their vocabulary; places,
numbers of documents and figures differ. The same count gives the same library.
"""

import random
import re
import shutil
import sys
from pathlib import Path

from assessor.policy.figures import figures
from assessor.rules import show

ROOT = Path(__file__).resolve().parents[2]
COUNT = 1000
PLACES = [
    "云溪",
    "青河",
    "石桥",
    "安平",
    "清水",
    "东岭",
    "南湖",
    "西塘",
    "北川",
    "长宁",
    "永和",
    "新城",
    "白沙",
    "金山",
    "双流",
    "临江",
    "武岭",
    "江口",
    "海阳",
    "丰泽",
]
KINDS = [("县", "county"), ("区", "district"), ("市", "city"), ("第一中学", "school"), ("实验小学", "school")]
SUBJECTS = ["班主任工作实施办法", "班主任考核与津贴办法", "班主任队伍建设意见", "班主任培训实施方案", "班主任评优办法"]
TOPICS = ["考核", "津贴", "选聘", "任期", "资格", "职称", "培训", "常规", "家校", "安全", "荣誉"]
TITLES = [
    "目的与依据",
    "配备",
    "聘任程序",
    "同班任期",
    "岗前培训",
    "在岗培训",
    "班级日常",
    "主题班会",
    "家访与家长会",
    "学生评价",
    "突发事件",
    "月度考核",
    "学期考核",
    "考核等次",
    "优秀评选",
    "班主任津贴",
    "工作量",
    "减负",
    "档案管理",
    "施行",
]
SENTENCES = [
    "{place}各校每个班级应当配备一名班主任，一般在同一个班连续任职 {a} 学年以上。",
    "班主任由学校聘任，聘期 {a} 年，名单在校内公示 {b} 天，并报教育局备案。",
    "新任班主任上岗前应接受不少于 {c} 学时的培训，由教师发展中心组织，考核合格后持证上岗。",
    "在岗班主任每学年参加不少于 {b} 学时的专题培训，学时记入继续教育档案。",
    "每周至少召开 {a} 次主题班会，每学期家访不少于 {b} 次，并做好记录。",
    "月度考核满分 100 分，低于 {d} 分的当月津贴减半发放。",
    "考核优秀的比例不超过百分之{e}，连续{f}年优秀的推荐参加上一级评选。",
    "班主任津贴每月 {g} 元，考核优秀的另发 {h} 元，纳入绩效工资管理。",
    "累计担任班主任满 {i} 年的教师，评聘高级职称时同等条件下优先。",
    "班主任工作量按每周 {a} 课时计入基本工作量，超出部分发放补贴。",
    "发生安全责任事故的，当年考核不得评为优秀；情节严重的调离岗位。",
    "学校应当减轻班主任的额外负担，不得以留痕材料作为评价依据。",
    "平等对待每一名学生，与家长保持沟通，尊重学生人格，不得体罚或变相体罚。",
    "德育处每学期抽查班主任手册 {a} 次，检查结果作为期末评定的依据。",
]
RULE = """```yaml rule
id: {id}
name: 累计满 {years} 年
kind: requirement
strength: must
unit: 年
matters: [年限门槛]
require: {{have: 累计任职年限, at_least: {years}}}
cases:
  - {{name: 正好, given: {{累计任职年限: {years}}}, expect: true}}
  - {{name: 差一年, given: {{累计任职年限: {less}}}, expect: false, shortfall: 1}}
  - {{name: 没填, given: {{}}, expect: unknown, missing: [任职段, 累计任职年限]}}
```
"""
YEARS = (34, 39, 43, 46)
"""Figures that no sentence has, so that it is clear which the rules compute with."""
NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    start = "" if not tens else ("十" if tens == 1 else f"{NUMERALS[tens]}十")
    return start + (NUMERALS[ones] if ones or not tens else "")


def sentence(rng: random.Random, place: str) -> str:
    """A sentence with its figures."""
    return rng.choice(SENTENCES).format(
        place=place,
        a=rng.randint(2, 4),
        b=rng.randint(3, 11),
        c=rng.randint(2, 9) * 10,
        d=rng.randint(50, 80),
        e=numeral(rng.randint(13, 30)),
        f=numeral(rng.randint(2, 5)),
        g=rng.randint(20, 160) * 10,
        h=rng.randint(5, 60) * 10,
        i=rng.randint(13, 30),
    )


def marks(text: str, used: int | None) -> str:
    """The figures of a text that no rule computes with, as the heading has to list them."""
    found = []
    for figure in figures(text):
        digits = re.match(r"[\d.]+ ?%?", figure.text)
        if used not in figure.values:
            found.append(digits[0].replace(" ", "") if digits else show(min(figure.values)))
    return f' uncomputed="{" ".join(dict.fromkeys(found))}"' if found else ""


def policy(number: int) -> tuple[str, str]:
    """The file's name and text of one generated policy."""
    rng = random.Random(number)  # noqa: S311 - the same library every time
    place = rng.choice(PLACES)
    kind, level = rng.choice(KINDS)
    issuer, year, subject = f"{place}{kind}", rng.randint(2006, 2025), rng.choice(SUBJECTS)
    slug = f"made-{number:04}"
    title = f"{issuer}{subject}（{year}，之{numeral(number % 100)}）"
    head = [
        f"id: {slug}",
        f"title: {title}",
        f"summary: {issuer}的{subject}，生成的文本，只用来量速度。",
        f"issuer: {issuer}",
        f"level: {level}",
        f"region: {place}",
        f"number: {place[0]}教〔{year}〕{number}号",
        f'issued: "{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"',
        "valid: {from: null, to: null}",
        "stages: [小学, 初中]",
        "completeness: complete",
        "missing: null",
        "authority: official",
        "source: {file: null, part: null, note: 生成的。}",
        'checked: "2026-11-21"',
        f"topics: [{', '.join(rng.sample(TOPICS, 3))}]",
    ]
    lines = ["---", *head, "---", "", f"# {title}", "", f"{issuer}制定，共 20 条。", ""]
    with_rule = set(rng.sample(range(1, 21), 4))
    for article, name in enumerate(TITLES, 1):
        if article % 5 == 1:
            chapter = article // 5 + 1
            lines += [f"## 第{numeral(chapter)}章 {rng.choice(TITLES)} {{#ch-{chapter}}}", ""]
        years = rng.choice(YEARS)
        text = "".join(sentence(rng, place) for _ in range(rng.randint(1, 4)))
        if article in with_rule:
            text += f"累计任职满 {years} 年的列入。"
        unused = marks(text, years if article in with_rule else None)
        lines += [f"### 第{numeral(article)}条 {name} {{#art-{article}{unused}}}", "", text, ""]
        if article in with_rule:
            lines += [RULE.format(id=f"M{number}-{article}", years=years, less=years - 1)]
    return f"{slug}.md", "\n".join(lines)


def make(folder: Path, count: int = COUNT) -> None:
    """Write so many policies, the real ones among them, with the fields and the glossary."""
    folder.mkdir(parents=True, exist_ok=True)
    real = sorted((ROOT / "policies").iterdir())
    for path in real:
        shutil.copy(path, folder)
    for number in range(count - sum(path.suffix == ".md" for path in real)):
        name, text = policy(number)
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
