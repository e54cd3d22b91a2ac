"""Why a file cannot be read or written, and what YAML cannot make out: in Chinese, where the libraries speak English."""

import errno
import re

_CAUSES = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EFBIG: "文件太大",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
}

_UNPAIRED = "常见原因：引号或括号没有成对，或用了中文的逗号、引号、括号；算式里有括号或逗号时，请给整个算式加引号。"
_INDENT = "常见原因：同一层的缩进没有对齐，或冒号后面少了空格。"
_QUOTE = "文字里有特殊符号时，请给整句加引号。"
_SYNTAX = (
    (r".*'\\t'.*", "缩进里有制表符", "缩进请用空格，不要用制表符。"),
    (r"mapping values .*", "这里不该有冒号", "文字里若有英文冒号，请给整句加引号。"),
    (r"could not find expected ':'", "这一行少了冒号", "写成“键: 值”：英文冒号，后面空一格。"),
    (r"expected ',' or '.', but got '\?'", "方括号或花括号里的文字有英文问号", _QUOTE),
    (r"expected ',' or '(.)', but .*", r"方括号或花括号里少了逗号，或少了右边的 \1", _UNPAIRED),
    (r"found unexpected (end of stream|document sep.*)", "引号没有成对", _UNPAIRED),
    (r"expected <block end>, but .*", "这一行和上面接不起来", _INDENT),
    (r"(sequence entries|mapping keys) are not allowed here", "列表或键不能写在这里", _INDENT),
    (r"found character (.*) that cannot start any token", r"这里不能以 \1 开头", _QUOTE),
    (r"found unknown escape character .*", "双引号里有不认识的反斜杠写法", "请改用单引号。"),
    (r"expected the node content, but .*", "这里少了内容", _UNPAIRED),
    (r"(expected a single document .*|expected '<document start>', but .*)", "前面的内容已经结束", _UNPAIRED),
    (r"(.*special characters.*|.*control characters.*)", "有看不见的控制字符", "请删去这一处，重新打一遍。"),
    (
        r"expected (chomping|a comment|indentation) .*",
        "“|”或“>”后面不该有这些字",
        "请把文字写到下一行，缩进两格；以 > 或 | 开头的文字要加引号。",
    ),
)
_ANY = ("读不懂这里", "常见原因：缩进没有对齐、引号或括号没有成对、冒号后面少了空格。")


def cause(error: OSError) -> str:
    """Why the system refused, in a few words."""
    return _CAUSES.get(error.errno or 0, f"系统错误 {error.errno}")


CHINESE_COLON = re.compile(r"\s*(?:- )?[\w.-]+：")
_MARK = re.compile(r"\s*(?:- )?(?:[^:]+:\s+)?[\[{]?([!&*])")
_AFTER_QUOTE = re.compile(r"""\s*(?:- )?(?:[^"'\[{:]+:\s+)?["'\[{]""")


def syntax(detail: str, line: str = "") -> tuple[str, str]:
    """What PyYAML finds wrong, and what to do; `line` is the one it stopped at."""
    if CHINESE_COLON.match(line):
        return "这里用了中文冒号", "键后面写英文冒号，再空一格：“键: 值”。"
    if detail.startswith("expected <block end>") and _AFTER_QUOTE.match(line):
        return "引号或括号后面还有字", "请给整句再加一层引号，例如 formula: \"'专题' in 类型\"。"
    mark = _MARK.match(line)
    if mark:
        return f"这里不能以 {mark[1]} 开头", _QUOTE
    for pattern, message, hint in _SYNTAX:
        match = re.fullmatch(pattern, detail, re.DOTALL)
        if match:
            return match.expand(message), hint
    return _ANY
