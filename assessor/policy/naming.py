"""The names that authors give: to fields and columns, and to what a rule works out on the way."""

from keyword import iskeyword
from unicodedata import normalize

from assessor.policy.forms import is_name
from assessor.policy.formula import CONSTANTS, FUNCTIONS

NAMING = "名字只含汉字、字母、数字和下划线，不以数字或下划线开头，也不是函数和 and、or、是、否 这样的词。"


def may_be_named(name: str) -> bool:
    """Whether a formula can name something so."""
    taken = iskeyword(name) or name in FUNCTIONS or name in CONSTANTS
    return (
        is_name(name)
        and name.isidentifier()
        and not name.startswith("_")
        and not taken
        and normalize("NFKC", name) == name
    )
