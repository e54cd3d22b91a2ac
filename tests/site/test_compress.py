"""Compressed copies: beside the right files, unpacking to the original, the same bytes every time."""

import gzip
import subprocess

import pytest

from assessor.site import compress, node
from assessor.site.compress import compress_site
from assessor.site.node import BundleError, find_node

UNPACK = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))"


@pytest.fixture
def site(tmp_path):
    """A site with files of several kinds and sizes."""
    files = {
        "index.html": b"<p>text</p>" * 500,
        "small.html": b"<p>text</p>",
        "assets/py-0123456789ab/app.zip": bytes(range(256)) * 50,
        "assets/site-0123456789ab/calculator.js": b"export {};\n" * 500,
        "assets/picture.png": b"png" * 5000,
    }
    for name, data in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    return tmp_path / "site"


def compressed(site):
    """The compressed files by name."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.suffix in {".br", ".gz"}
    }


def test_beside_large_files_that_get_smaller(site, tmp_path):
    """Both kinds; not for pictures, which are compressed already, nor for what fits in a packet."""
    total = compress_site(site, tmp_path)
    names = ("index.html", "assets/py-0123456789ab/app.zip", "assets/site-0123456789ab/calculator.js")
    files = compressed(site)
    assert set(files) == {f"{name}{ending}" for name in names for ending in (".br", ".gz")}
    assert total == sum(len(files[f"{name}.br"]) for name in names)


def test_they_unpack_to_the_original(site, tmp_path):
    """Whatever the browser chooses, it gets the same file."""
    compress_site(site, tmp_path)
    for name in ("index.html", "assets/py-0123456789ab/app.zip"):
        original = (site / name).read_bytes()
        assert gzip.decompress((site / f"{name}.gz").read_bytes()) == original
        command = [find_node(), "-e", UNPACK, str(site / f"{name}.br")]
        assert subprocess.run(command, capture_output=True, check=True).stdout == original


def test_the_same_bytes_from_the_cache_and_without(site, tmp_path, monkeypatch):
    """The second time nothing needs compressing but pages; the bytes are the same."""
    compress_site(site, tmp_path / "one")
    first = compressed(site)
    compress_site(site, tmp_path / "two")
    assert compressed(site) == first
    (site / "index.html").unlink()
    monkeypatch.setattr(node, "find_node", lambda: pytest.fail("Node was started"))
    compress_site(site, tmp_path / "one")


def test_a_failure_is_told(site, tmp_path, monkeypatch):
    """Not a site with half of its files."""
    monkeypatch.setattr(compress, "_SCRIPT", tmp_path / "nowhere.mjs")
    with pytest.raises(BundleError, match="没有压缩成"):
        compress_site(site, tmp_path)
