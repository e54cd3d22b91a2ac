"""What the libraries say in English, in Chinese."""

import errno
import re

import pytest

from assessor.policy import PolicyError
from assessor.policy.causes import cause, syntax
from assessor.policy.yaml import load

ENGLISH = re.compile(r"[A-Za-z]{3,}")
BROKEN = [
    "a: 1\n\tb: 2\n",
    "a: 甲: 乙\n",
    "a: [1\n",
    "a: {x: 1\n",
    'a: "b\n',
    "a: 1\n b\n- c\n",
    "a: 1\nb\nc: 2\n",
    "a: @b\n",
    'a: "\\q"\n',
    "a: 1\n---\nb: 2\n",
    "a: |x\n  b\n",
    "? [a\n",
    "a: \x07\n",
    "a: 1\n  b: 2\n",
    "]\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_yaml_is_explained_in_chinese(text):
    """No word of the YAML library is left in the message or in the remedy."""
    with pytest.raises(PolicyError) as caught:
        load(text)
    assert caught.value.hint
    assert not ENGLISH.search(caught.value.message.replace("YAML", "")), caught.value.message
    assert not ENGLISH.search(caught.value.hint), caught.value.hint


def test_what_is_not_in_the_table():
    """A message of a later version of the library is not passed on."""
    message, hint = syntax("something nobody has seen")
    assert (message, bool(hint)) == ("读不懂这里", True)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.EACCES, "没有权限"), (errno.ENOSPC, "磁盘满了"), (9999, "系统错误 9999")]
)
def test_causes(number, said):
    """The usual causes are named; any other by its number, which an administrator can look up."""
    assert cause(OSError(number, "in English")) == said
