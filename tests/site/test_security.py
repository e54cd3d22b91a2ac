"""The Content-Security-Policy of the pages: the right hashes, in the right place, the same everywhere."""

import base64
import hashlib
import re

import pytest

from assessor.site.security import (
    InlineScripts,
    SecurityError,
    is_like_others,
    policy,
    script_hash,
    seal_site,
    with_policy,
)

PAGE = """<!doctype html>
<html>
  <head>

      <meta charset="utf-8">
      <title>t</title>
      <script>var palette = 1 < 2 && "&amp;"</script>
  </head>
  <body><article><p>文</p><script type="application/json">{"a": 1}</script></article>
  <script src="a.js"></script></body>
</html>
"""


def meta(html):
    """The policies in a page."""
    return re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)


@pytest.fixture
def site(tmp_path):
    """Two pages with different inline scripts, one below the other."""
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "a" / "index.html").write_text(PAGE.replace("var palette", "var other"), "utf-8")
    return tmp_path


def test_the_hash_is_that_of_the_script_as_written():
    """Nothing in a script is unescaped or trimmed before hashing."""
    script = 'var palette = 1 < 2 && "&amp;"'
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    found = InlineScripts()
    found.feed(PAGE)
    assert found.scripts == [script]
    assert script_hash(script) == f"'sha256-{digest}'"


def test_data_and_files_are_not_inline_scripts():
    """JSON in a script element and a script with an address need no hash."""
    found = InlineScripts()
    found.feed('<script type="application/json">{}</script><script src="x.js" type="module"></script>')
    assert (found.scripts, found.faults) == ([], [])


def test_the_policy_lets_nothing_in():
    """No unsafe-inline, no unsafe-eval, no host but our own, no plug-ins, no forms, no other base."""
    directives = dict(part.split(" ", 1) for part in policy(["x"]).split("; "))
    assert directives["script-src"].split()[:2] == ["'self'", "'wasm-unsafe-eval'"]
    assert directives["object-src"] == directives["form-action"] == "'none'"
    assert {directives[name] for name in ("default-src", "style-src", "connect-src", "worker-src", "base-uri")} == {
        "'self'"
    }
    assert "unsafe-inline" not in policy() and "'unsafe-eval'" not in policy() and "http" not in policy()  # noqa: PT018 - one thought


def test_every_page_gets_the_same_policy(site):
    """Instant navigation brings the next page's head along: two different policies would both hold."""
    text = seal_site(site)
    for path in (site / "index.html", site / "a" / "index.html"):
        assert meta(path.read_text("utf-8")) == [text]
    assert text.count("sha256-") == 2


def test_the_policy_stands_before_every_script(site):
    """A policy in a meta tag holds only for what comes after it; the character set must be within the first bytes."""
    seal_site(site)
    html = (site / "index.html").read_text("utf-8")
    assert html.index("charset") < html.index("Content-Security-Policy") < html.index("<script")


def test_sealing_again_changes_nothing(site):
    """The pages are the same, byte by byte, however often they are sealed."""
    text = seal_site(site)
    once = (site / "index.html").read_bytes()
    assert seal_site(site) == text
    assert (site / "index.html").read_bytes() == once


def test_an_older_policy_is_replaced():
    """Another policy takes its place instead of joining it."""
    assert meta(with_policy(with_policy(PAGE, "a"), "b")) == ["b"]
    assert meta(with_policy("<html><head><title>x</title></head></html>", "a")) == ["a"]
    assert meta(with_policy("<head class=x></head><header></header>", "a")) == ["a"]


def test_a_page_without_a_head_is_refused():
    """There would be no place for the policy."""
    with pytest.raises(SecurityError, match="<head>"):
        with_policy("<p>x</p>", "a")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("<article><script>alert(1)</script></article>", "内联脚本"),
        ('<td style="text-align: left">1</td>', "style 属性"),
        ("<svg><style>p{}</style></svg>", "<style>"),
        ('<img src=x onerror="alert(1)">', "onerror"),
        ('<a href=" JavaScript:alert(1)">x</a>', "javascript:"),
    ],
)
def test_what_would_be_blocked_fails_the_build(site, content, fault):
    """Page and line are named, and nothing is written."""
    path = site / "a" / "index.html"
    path.write_text(PAGE.replace("<p>文</p>", content), "utf-8")
    with pytest.raises(SecurityError, match=rf"a/index\.html：第 \d+ 行.*{re.escape(fault)}"):
        seal_site(site)
    assert not meta((site / "index.html").read_text("utf-8"))


@pytest.mark.parametrize(
    "content",
    [
        "<p onclick=go()>",
        "<svg/onload=go()>",
        "<p STYLE = 'x'>",
        "<style>p {}</style>",
        '<a href="java&#115;cript:go()">',
        "<a href=javascript&colon;go()>",
        "<script>other()</script>",
        "<article><script>known()</script></article>",
        "<article><script src=x.js></script></article>",
        "<script>known()",
    ],
)
def test_a_page_with_a_trace_of_what_is_forbidden_is_taken_apart(content):
    """Pages that are like the others are let through unread; whatever might be forbidden is read."""
    assert not is_like_others(f"<html><body>{content}</body></html>", {"known()"})


def test_a_page_like_the_others_need_not_be_taken_apart():
    """Known scripts, data, files, and texts that look like none of the forbidden."""
    html = (
        "<html><head><script>known()</script></head><body><script src=x.js></script>"
        '<article><p>句子 on the page = 3，<a href="x?a=1&amp;b=2">链</a></p></article>'
        '<script type="application/json">{"a": 1}</script></body></html>'
    )
    assert is_like_others(html, {"known()"})
    assert not is_like_others(html, set())
