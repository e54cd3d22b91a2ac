"""Where a policy holds, read from the words of its head: the province and the place within it."""

from typing import NamedTuple

from assessor.policy import Policy

_PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
    "湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾"
)
PROVINCES = tuple(_PROVINCES.split())
"""The provinces, regions and municipalities by their short names, in the usual order."""


class Place(NamedTuple):
    """A province (empty if the head names none: the whole country, or not known) and a place in it, if any."""

    province: str
    local: str

    inferred: bool = False
    """Whether the head says that the place is only inferred."""

    @property
    def name(self) -> str:
        """As heads write it: 浙江温州."""
        return self.province + self.local


def place_of(policy: Policy) -> Place:
    """The place of a policy, and whether it is only inferred: 浙江（推断）."""
    region, _, remark = str(policy.head.get("region") or "").partition("（")
    province = next((name for name in PROVINCES if region.startswith(name)), "")
    return Place(province, region.removeprefix(province) if province else "", "推断" in remark)
