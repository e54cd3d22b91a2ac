"""The self-check: one form, judged by any choice of policies."""

from assessor.policy import Library
from assessor.report import tag
from assessor.site.calculator import calculator
from assessor.site.inputs import computed
from assessor.site.pages.page import Page, by_level, heading, html, join, root_of
from assessor.site.pages.rule import CALCULATOR

PATH = "assess.md"
INTRO = (
    "填一次记录，看每份政策怎么说、凭哪一条。填几项算几项，没填的不当作 0，也不当作“否”。"
    "不注册、不上传，[记录只存在本机](guides/records.md)；只供自己核对，以学校和主管部门的认定为准。"
)


def assess_page(library: Library, engine: str) -> Page:
    """The page with the calculator for all computed policies."""
    groups = by_level(computed(library))
    policies = [policy.id for _, group in groups for policy in group]
    root = root_of(PATH)
    blocks = [heading(1, "自评"), INTRO]
    if policies:
        element = calculator(library, [], root=root, engine=engine, choose=policies)
        blocks += [heading(2, "记录和结果", CALCULATOR), html(element, class_="hb-embed")]
    else:
        blocks.append(html(tag("p", "还没有可计算的政策。")))
    return Page(
        PATH,
        "自评",
        "填一次班主任工作记录，按所选政策看考核等第、龄奖津贴、资格与要求，每个结果注明条文。",
        join(*blocks),
        ("navigation", "toc"),
    )
