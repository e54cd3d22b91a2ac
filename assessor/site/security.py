"""The Content-Security-Policy: what a page of the site may load and run, computed from the finished pages.

Every page gets the same policy in a meta tag: scripts and data from the site itself, WebAssembly, and the theme's own
inline scripts by their hashes. It is one policy for all pages, not one for each, because the theme's instant
navigation puts the head of the next page into the present one: a second policy would then hold as well as the first,
and two policies together allow only what both allow.

An inline script in a page's content, an event handler or an inline style would be blocked in the browser, silently for
most readers; here it fails the build and is named.
"""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADER_ONLY = "frame-ancestors 'self'"
"""What browsers heed in a header only; the sample configurations add it."""

_RUN = frozenset({"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"})
"""The types of script elements that a browser runs or heeds; all others are data."""
_TRACE = re.compile(
    r"""
    <style | (?<![\w-])style\s*= | (?<![\w-])on[a-z]+\s*= | javascript\s*:
    | (?:href|src|action)\s*=\s*(?:"[^"]*|'[^']*|[^\s>]*)&(?:\#|colon|tab|newline)  # an address written in signs
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCRIPT_START = re.compile(r"<script", re.IGNORECASE)
_SCRIPT = re.compile(r"<script((?:\s[^<>]*)?)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_DATA = re.compile(r"\stype=[\"']?application/json[\"'\s]", re.IGNORECASE)
_ARTICLE = re.compile(r"<article.*</article", re.IGNORECASE | re.DOTALL)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">\s*')
_CHARSET = re.compile(r"<meta charset=[^>]*>\s*", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^>]*)?>\s*", re.IGNORECASE)


class SecurityError(Exception):
    """A page holds what the policy would block; the message names page, line and what to do."""


@dataclass
class InlineScripts(HTMLParser):
    """The inline scripts of a page, and what must not be in it."""

    scripts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _content: int = 0
    _inline: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice scripts, and attributes that are script or style."""
        attributes = {name: value or "" for name, value in attrs}
        self._content += tag == "article"
        if tag == "script" and "src" not in attributes and attributes.get("type", "").strip().lower() in _RUN:
            self._inline = []
            if self._content:
                self._fault("正文里有内联脚本，请把它放进 assessor/site/scripts/ 的文件")
        if tag == "style":
            self._fault("有 <style>，请写进 assessor/site/styles/ 的样式表")
        for name, value in attributes.items():
            if name == "style":
                self._fault(f"<{tag}> 有 style 属性，请换成 class")
            elif name.startswith("on"):
                self._fault(f"<{tag}> 有 {name} 属性，请在脚本里用 addEventListener")
            elif name in {"href", "src", "action"} and value.strip().lower().startswith("javascript:"):
                self._fault(f"<{tag}> 的 {name} 是 javascript: 地址")

    def handle_endtag(self, tag: str) -> None:
        """End a script or the content."""
        self._content -= tag == "article"
        if tag == "script" and self._inline is not None:
            self.scripts.append("".join(self._inline))
            self._inline = None

    def handle_data(self, data: str) -> None:
        """Collect the text of a script."""
        if self._inline is not None:
            self._inline.append(data)

    def _fault(self, what: str) -> None:
        self.faults.append(f"第 {self.getpos()[0]} 行{what}。")


def script_hash(script: str) -> str:
    """An inline script as a source of `script-src`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str] = ()) -> str:
    """The policy that allows these inline scripts; the same scripts in any order give the same text."""
    hashes = sorted(set(map(script_hash, scripts)))
    directives = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def with_policy(html: str, text: str) -> str:
    """The page with this policy first in its head, after the character set, instead of an older policy."""
    html = _META.sub("", html)
    place = _CHARSET.search(html) or _HEAD.search(html)
    if place is None:
        raise SecurityError("没有 <head>，放不进安全策略。")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{text}">\n'
    return html[: place.end()] + tag + html[place.end() :]


def seal_site(out: Path) -> str:
    """Put the policy into every page of a built site and return it. Doing it again changes nothing.

    Raises SecurityError for a page with what the policy would block.
    """
    scripts: set[str] = set()
    faults: list[str] = []
    pages = {path: path.read_text("utf-8") for path in sorted(out.rglob("*.html"))}
    for path, html in pages.items():
        if is_like_others(html, scripts):
            continue
        found = InlineScripts()
        found.feed(html)
        scripts.update(found.scripts)
        faults += [f"{path.relative_to(out).as_posix()}：{fault}" for fault in found.faults]
    if faults:
        raise SecurityError("\n".join(faults))
    text = policy(scripts)
    for path, before in pages.items():
        if (after := with_policy(before, text)) != before:
            path.write_text(after, "utf-8", newline="")
    return text


def is_like_others(html: str, scripts: Collection[str]) -> bool:
    """Whether a page need not be taken apart: no trace of what is forbidden, no script but those already known.

    A trace is looked for in the whole text, so that no way of writing a tag escapes it; what is found may be harmless.
    """
    if _TRACE.search(html):
        return False
    found: list[tuple[str, str]] = _SCRIPT.findall(html)
    article = _ARTICLE.search(html)
    if len(found) != len(_SCRIPT_START.findall(html)) or (article and _SCRIPT_START.search(article[0])):
        return False
    return all(not text or _DATA.search(attributes) or text in scripts for attributes, text in found)
