"""The sample configurations: the policy of the build is in them, and real servers that are installed obey them."""

import gzip
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from itertools import takewhile
from pathlib import Path

import pytest

from assessor.site.finish import finish_site
from assessor.site.security import HEADER_ONLY
from tests.site.parsed import ROOT

SAMPLES = ROOT / "docs" / "hosting"
PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'
ENGINE, SCRIPT = "assets/py-0123456789ab/pyodide.asm.wasm", "assets/site-0123456789ab/calculator.js"
NGINX = """
pid {scratch}/nginx.pid; error_log {scratch}/error.log; daemon off; {modules}
events {{}}
http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {scratch}/handbook.conf; }}
"""
APACHE = """
ServerRoot {scratch}
ServerName localhost
PidFile {scratch}/apache.pid
ErrorLog {scratch}/error.log
Listen 127.0.0.1:{port}
DocumentRoot {site}
TypesConfig /etc/mime.types
{modules}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
"""
APACHE_MODULES = ("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small finished site with the samples in it."""
    out = tmp_path_factory.mktemp("hosted")
    files = {
        "index.html": PAGE.format("home", "首页" * 500),
        "404.html": PAGE.format("404", "没有这一页"),
        "policies/index.html": PAGE.format("policies", "<script src='x'></script>"),
        ENGINE: "\0asm" * 500,
        SCRIPT: "export {};\n" * 500,
        "assets/javascripts/bundle.a5f9d56c.min.js": "1;",
    }
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, "utf-8")
    shutil.copytree(SAMPLES, out / "hosting", ignore=shutil.ignore_patterns("*.md"))
    finish_site(out, ROOT / "node_modules")
    return out


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "htaccess.txt", "_headers"])
def test_the_samples_carry_the_policy_of_the_build(site, name):
    """Exactly the pages' policy, and what holds in headers only; nothing is left to fill in."""
    text = (site / "hosting" / name).read_text("utf-8")
    page = (site / "index.html").read_text("utf-8")
    policy = page.partition('Security-Policy" content="')[2].partition('"')[0]
    assert policy
    assert f"{policy}; {HEADER_ONLY}" in text
    assert "@CSP@" not in text
    assert (SAMPLES / name).read_text("utf-8").count("@CSP@") == 1


def free_port():
    """A port nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def nginx(site, scratch, port):
    """The command that serves the site as the sample says."""
    text = (site / "hosting" / "nginx.conf").read_text("utf-8").replace("listen [::]:80;", "")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("root /srv/handbook;", f"root {site};")
    modules = ""
    if Path("/usr/share/nginx/modules/ngx_http_brotli_static_module.so").exists():
        modules = "load_module /usr/share/nginx/modules/ngx_http_brotli_static_module.so;"
        text = text.replace("# brotli_static on;", "brotli_static on;")
    (scratch / "handbook.conf").write_text(text, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {scratch}/{kind};" for kind in kinds)
    config = scratch / "nginx.conf"
    config.write_text(NGINX.format(scratch=scratch, modules=modules, temporary=temporary), "utf-8")
    checked = subprocess.run(["nginx", "-t", "-c", config], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    return ["nginx", "-c", str(config)]


def apache2(site, scratch, port):
    """The same for Apache."""
    shutil.copy(site / "hosting" / "htaccess.txt", site / ".htaccess")
    folder = "/usr/lib/apache2/modules"
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in APACHE_MODULES)
    config = scratch / "apache.conf"
    config.write_text(APACHE.format(scratch=scratch, site=site, port=port, modules=modules), "utf-8")
    checked = subprocess.run(["apache2", "-t", "-f", config], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    return ["apache2", "-f", str(config), "-DFOREGROUND"]


def caddy(site, scratch, port):
    """The same for Caddy."""
    text = (site / "hosting" / "Caddyfile").read_text("utf-8")
    text = text.replace("handbook.example.edu.cn {", f"http://127.0.0.1:{port} {{").replace("/srv/handbook", str(site))
    config = scratch / "Caddyfile"
    config.write_text(f"{{\n\tadmin off\n}}\n{text}", "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(config)]


@pytest.fixture(scope="module", params=[nginx, apache2, caddy], ids=lambda server: server.__name__)
def served(request, site, tmp_path_factory):
    """The address of the site behind a real server, if it is installed."""
    if not shutil.which(request.param.__name__):
        pytest.skip(f"{request.param.__name__} 没有安装")
    scratch, port = tmp_path_factory.mktemp(request.param.__name__), free_port()
    # Servers that give up their privileges must be able to read what lies below the folder for all that is temporary.
    for folder in takewhile(lambda folder: folder != Path(tempfile.gettempdir()), (site, *site.parents)):
        folder.chmod(0o755)
    home = {**os.environ, "HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch), "XDG_DATA_HOME": str(scratch)}
    with subprocess.Popen(request.param(site, scratch, port), stderr=subprocess.DEVNULL, env=home) as process:
        try:
            wait_until_open(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def wait_until_open(port):
    """Wait until somebody listens."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def head(address, encoding="identity"):
    """Status, headers and body, as a browser gets them."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("", "text/html", "no-cache"),
        ("policies/", "text/html", "no-cache"),
        (ENGINE, "application/wasm", "immutable"),
        (SCRIPT, "javascript", "immutable"),
        ("assets/javascripts/bundle.a5f9d56c.min.js", "javascript", "immutable"),
        ("sw.js", "javascript", "no-store"),
    ],
)
def test_types_and_caching(served, path, kind, cache):
    """What browsers insist on, and how long they may keep it."""
    status, headers, _ = head(served + path)
    assert status == 200
    assert headers.get_content_type().endswith(kind)
    assert headers.get_all("Cache-Control") is not None
    assert cache in headers["Cache-Control"]
    assert len(headers.get_all("Cache-Control")) == 1
    assert HEADER_ONLY in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", ENGINE, SCRIPT])
def test_compressed_copies_are_sent(served, site, path):
    """The files compressed by the build go out as they are, with the type of the original."""
    name = path or "index.html"
    _, headers, body = head(served + path, "gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (site / name).read_bytes()
    assert headers.get_content_type() == head(served + path)[1].get_content_type()
    _, headers, body = head(served + path, "gzip, br")
    if headers["Content-Encoding"] == "br":
        assert body == (site / f"{name}.br").read_bytes()


def test_what_is_not_there(served):
    """The site's own page, with the right status."""
    status, headers, body = head(f"{served}nowhere/at-all/")
    assert (status, headers.get_content_type()) == (404, "text/html")
    assert "没有这一页" in body.decode()
