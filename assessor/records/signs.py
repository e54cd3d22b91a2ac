"""The one table of signs that cannot be seen, or that look like others: what texts from outside are cleared of.

People paste from PDF, web pages, chat programs and spreadsheets; what comes along with it looks right on the screen and
is not equal to what was meant. The page's scripts use the same table (`site/scripts/sign-table.js` is made from it).
"""

import re
import unicodedata

Ranges = tuple[tuple[int, int], ...]
"""Characters by number, first and last included."""

INVISIBLE: Ranges = (
    *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F)),  # control characters that are no white space
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
    (0xE0000, 0xE0FFF),
)
"""What has no width and no ink: of zero width, of direction, variation selectors, fillers, control characters."""

SPACES: Ranges = (
    *((0x0B, 0x0C), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029)),
    *((0x202F, 0x202F), (0x205F, 0x205F), (0x2800, 0x2800), (0x3000, 0x3000)),
)
"""White space that is not the ordinary one."""

LOOK_ALIKES = {
    "-": "\u02d7\u058a\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u23af\u2500\u2501"
    "\u2796\u2e3a\u2e3b\u3161\u30fc\ufe58\ufe63\uff0d\uff70",
    "~": "\u02dc\u2053\u223c\u223d\u301c\u3030\uff5e",
    "/": "\u2044\u2215\u2571\u27cb\u29f8\uff0f",
    ":": "\u02d0\u2236\ua789\ufe13\ufe55\uff1a",
}
"""Hyphens, dashes and minus signs; tildes; slashes; colons: each under the one it stands for."""

DOTS = "\u00b7\u2022\u2024\u2027\u2219\u22c5\u3002\u30fb\ufe52\uff0e\uff61\uff65"
"""What is typed or printed for the dot in a number or between year and month; elsewhere it is left as it is."""

RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""Radicals that PDF gives for characters, and these, one below the other (Equivalent_Unified_Ideograph of Unicode).

The other block of radicals (U+2F00 to U+2FD5) has its characters in every program's NFKC.
"""

CIRCLES = "○◯⚪⭘Oo"
"""What is typed for 〇 among numerals: 二○二五, 二O二五."""
NUMERALS = "一二三四五六七八九"
ZERO = "〇"

NAMES = {
    0x07: "响铃",
    0x09: "制表符",
    0x0A: "换行",
    0x0D: "回车",
    0x1B: "终端控制符",
    0xA0: "不换行空格",
    0xAD: "软连字符",
    0x200B: "零宽空格",
    0x200C: "零宽断字",
    0x200D: "零宽连字",
    0x200E: "方向符",
    0x200F: "方向符",
    0x2028: "换行",
    0x2029: "换段",
    0x2060: "零宽连字",
    0xFEFF: "零宽空格",
    0xFFFD: "读不出的字",
}
"""What some of them are called; the others are named by their number alone."""

MOST = 40
"""Characters of a foreign text that a message shows."""


def class_of(ranges: Ranges) -> str:
    """The ranges as the inside of a regular expression's brackets."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_INVISIBLE = re.compile(f"[{class_of(INVISIBLE)}]")
_SPACE = re.compile(f"[{class_of(SPACES)}]")
_RADICAL = str.maketrans(*RADICALS) | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_LOOKS = str.maketrans({sign: plain for plain, signs in LOOK_ALIKES.items() for sign in signs})
_DOTS = str.maketrans(dict.fromkeys(DOTS, "."))
_NUMERAL = re.compile(f"[{NUMERALS}{ZERO}{CIRCLES}]{{2,}}")
_CIRCLES = str.maketrans(dict.fromkeys(CIRCLES, ZERO))
_HALF = re.compile("[\ud800-\udfff]")
_ORDINARY = re.compile(r"[\x20-\x7e\u4e00-\u9fff]*")
"""Most texts: there is nothing to clear them of."""


def visible(text: str) -> str:
    """The text as it looks: without what cannot be seen, radicals as characters, every space an ordinary one."""
    if _ORDINARY.fullmatch(text):
        return text
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _INVISIBLE.sub("", text)).translate(_RADICAL))


def plain(text: str) -> str:
    """The text as it is compared: visible, of ordinary width, every dash a hyphen, no white space around it."""
    if text.isascii():
        return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()
    looks = unicodedata.normalize("NFKC", visible(text).translate(_LOOKS)).translate(_LOOKS)
    return _NUMERAL.sub(_with_zeros, looks).strip()


def figures(text: str) -> str:
    """A plain text that stands for a number or a day, with every kind of dot an ordinary one."""
    return plain(text.translate(_DOTS))


def _with_zeros(numeral: re.Match[str]) -> str:
    """Circles as zeros, where real numerals stand beside them."""
    text = numeral[0]
    return text.translate(_CIRCLES) if any(sign in NUMERALS for sign in text) else text


def half_character(text: str) -> str:
    """The first half of a character without its other half (a lone surrogate); empty if there is none."""
    found = _HALF.search(text)
    return found[0] if found else ""


def sign_name(sign: str) -> str:
    """A sign that cannot be seen, in words: 零宽空格 U+200B."""
    code = ord(sign)
    name = "半个字符" if half_character(sign) else NAMES.get(code, "")
    return f"{name} U+{code:04X}".strip()


def printable(text: object, most: int = MOST) -> str:
    """A foreign text for a message: one line, at most so many characters, what cannot be seen named.

    Nothing in it can move a terminal's cursor, begin a line or turn the direction of what follows.
    """
    whole = str(text)
    cut = whole[:most]
    shown = cut if cut.isascii() and cut.isprintable() else "".join(map(_shown, cut))
    return shown if len(whole) <= most else f"{shown}……"


def _shown(sign: str) -> str:
    seen = sign.isprintable() and not _INVISIBLE.match(sign) and sign != "\ufffd"
    return sign if seen or sign == "\u3000" else f"‹{sign_name(sign)}›"


def tame(message: str) -> str:
    """A message of several lines with nothing in it that a terminal would obey."""
    return "\n".join("".join(map(_shown, line)) if not line.isprintable() else line for line in message.split("\n"))
