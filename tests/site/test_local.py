"""The one-file zip: unpacked anywhere, started with Python alone, the site is there with the right types."""

import ast
import hashlib
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
import zipfile

import pytest

from assessor.site.local import start
from assessor.site.local.pack import TOP, pack_site

FILES = {
    "index.html": "<h1>首页</h1>",
    "404.html": "<h1>没有这一页</h1>",
    "assets/py-0123456789ab/pyodide.asm.wasm": "\0asm",
    "assets/py-0123456789ab/pyodide.js": "1;",
    "index.html.br": "compressed",
    "index.html.gz": "compressed",
    "assets/bundle.js.map": "{}",
}


@pytest.fixture
def packed(tmp_path):
    """A small site in a zip."""
    for name, text in FILES.items():
        (tmp_path / "built" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "built" / name).write_text(text, "utf-8")
    pack_site(tmp_path / "built", tmp_path / "new" / "手册.zip")
    return tmp_path / "new" / "手册.zip"


@pytest.fixture
def unpacked(packed, tmp_path):
    """The zip, unpacked where the path has spaces and Chinese in it."""
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "我的 文件")
    return tmp_path / "我的 文件" / TOP


def started(command, folder, **variables):
    """Start a server as a person does; gives the process and the address it prints."""
    environment = {**os.environ, **variables}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", env=environment)
    assert process.stdout
    found = re.match(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert found
    return process, found[0]


def get(address):
    """Type and body."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return answer.headers.get_content_type(), answer.read()


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([sys.executable, "-I", "start.py", "8600", "--quiet"], id="start.py"),
        pytest.param(["sh", "start.sh", "8600", "--quiet"], id="start.sh"),
        pytest.param(["sh", "start.command", "8600", "--quiet"], id="start.command"),
    ],
)
def test_unpack_and_start(unpacked, command):
    """Without the project: pages, and the types without which the calculator does not run."""
    process, address = started(command, unpacked, PYTHONUTF8="1")
    with process:
        try:
            assert get(address) == ("text/html", "<h1>首页</h1>".encode())
            assert get(f"{address}assets/py-0123456789ab/pyodide.asm.wasm")[0] == "application/wasm"
            assert get(f"{address}assets/py-0123456789ab/pyodide.js")[0] == "text/javascript"
        finally:
            process.terminate()


def test_the_zip_holds_the_site_and_the_starters_only(packed):
    """One folder; no compressed copies and source maps, which only servers and developers use."""
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
        runnable = {entry.filename for entry in archive.infolist() if entry.external_attr >> 16 & 0o111}
    assert names == {
        *(f"{TOP}/{name}" for name in ("README.txt", "start.bat", "start.command", "start.py", "start.sh")),
        *(f"{TOP}/site/{name}" for name in FILES if not name.endswith((".br", ".gz", ".map"))),
    }
    assert runnable == {f"{TOP}/start.command", f"{TOP}/start.sh"}


def test_the_same_site_gives_the_same_zip(packed, tmp_path):
    """Byte by byte."""
    pack_site(tmp_path / "built", tmp_path / "again.zip")
    assert (
        hashlib.sha256(packed.read_bytes()).digest() == hashlib.sha256((tmp_path / "again.zip").read_bytes()).digest()
    )


def test_windows_can_read_its_files(unpacked):
    """The batch file: lines end with CR LF, in the code page it sets, with nothing in it that is taken for a sign."""
    data = (unpacked / "start.bat").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[1] == b"chcp 936 >nul"
    assert all(line.isascii() for line in lines[:2])
    assert b"\n" not in b"".join(lines)
    for character in data.decode("gbk"):
        # A second byte that is a sign of the command language would end a word half way.
        assert character.isascii() or not set(character.encode("gbk")[1:]) & set(b"|&<>^%!()\\@")
    assert (unpacked / "README.txt").read_bytes().startswith(b"\xef\xbb\xbf")


def test_old_pythons_can_read_the_server(unpacked):
    """Python 3.8, the last one for Windows 7; and nothing but its own library."""
    tree = ast.parse((unpacked / "start.py").read_text("utf-8"), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= {*sys.stdlib_module_names, "__future__"}


def test_without_python_it_says_what_to_do(unpacked, tmp_path):
    """A sentence and a failure, not silence."""
    (tmp_path / "bin").mkdir()
    for tool in ("dirname", "sh"):
        (tmp_path / "bin" / tool).symlink_to(f"/usr/bin/{tool}")
    done = subprocess.run(
        ["/bin/sh", "start.sh"],
        cwd=unpacked,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "没有 Python" in done.stderr


def test_not_unpacked_as_a_whole(unpacked, capsys, monkeypatch):
    """The starter alone, as when it is opened inside the archive, says so."""
    monkeypatch.setattr(start, "__file__", str(unpacked / "elsewhere" / "start.py"))
    assert start.main(["8600", "--quiet"]) == 1
    assert "整个解开" in capsys.readouterr().err


@pytest.fixture
def asked(tmp_path):
    """Send a raw request to the server of a small site; gives the answer as text."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "404.html").write_text("<h1>没有这一页</h1>", "utf-8")
    (tmp_path / "assets" / "a.js").write_text("1;", "utf-8")
    text = "<urlset><url><loc>http://127.0.0.1:8000/</loc></url></urlset>"
    (tmp_path / "sitemap.xml").write_text(text, "utf-8")
    with start.site_server(tmp_path, 8700) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def ask(request: str) -> str:
            with socket.create_connection(("127.0.0.1", int(server.server_address[1])), timeout=10) as connection:
                connection.sendall(request.encode("latin-1"))
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode()

        yield ask
        server.shutdown()


@pytest.mark.parametrize(
    "path", ["/%00", "/a%00b/", "/%00/sitemap.xml", "/%ED%A0%80", "/assets/", "/none/", "/" + "x" * 5000]
)
def test_what_is_not_there_is_said_in_chinese(asked, path, capfd):
    """An address that no file can have, a folder without a page, a page that is not there: the site's own 404."""
    answer = asked(f"GET {path} HTTP/1.0\r\n\r\n")
    assert answer.startswith("HTTP/1.0 404")
    assert "没有这一页" in answer
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "request_line", ["POST / HTTP/1.0", "GET / HTTP/9.9", "GET /" + "x" * 70_000 + " HTTP/1.0", "?"]
)
def test_a_request_nobody_understands(asked, request_line, capfd):
    """A Chinese sentence, and nothing in the window."""
    answer = asked(f"{request_line}\r\n\r\n")
    assert "看不懂这个请求" in answer
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("host", ["<script>x</script>", "a\\1b", "a/b", '"', "a b"])
def test_the_host_is_not_written_into_the_sitemap_unless_it_is_one(asked, host):
    """What a request says of itself is no part of a page."""
    answer = asked(f"GET /sitemap.xml HTTP/1.0\r\nHost: {host}\r\n\r\n")
    assert "<loc>http://127.0.0.1/</loc>" in answer
    assert "<loc>http://school.cn:81/</loc>" in asked("GET /sitemap.xml HTTP/1.0\r\nHost: school.cn:81\r\n\r\n")
