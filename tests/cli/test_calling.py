"""Calling the command line: help, version, wrong calls, and terminals of other languages."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessor import __version__
from assessor.cli import parser

COMMANDS = next(
    sorted(action.choices) for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_console_script(tmp_path):
    """The installed script is the same program."""
    script = shutil.which("assessor", path=str(Path(sys.executable).parent))
    assert script is not None, "assessor is not installed beside Python"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, f"assessor {__version__}")


def test_help(run):
    """--help names every command and says in Chinese what it is for."""
    ran = run("--help")
    assert ran.status == 0
    for command in COMMANDS:
        assert re.search(rf"^ +{command} +.*{CHINESE.pattern}", ran.out, re.MULTILINE), command


def test_commands():
    """The commands of the design that exist today are there."""
    assert set(COMMANDS) >= {"check", "assess", "verify", "new", "schema", "build", "serve"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(run, command):
    """Each command explains itself and each of its options in Chinese."""
    ran = run(command, "--help")
    assert ran.status == 0
    _, _, body = ran.out.partition("\n\n")
    assert CHINESE.search(body.splitlines()[0]), "the first line says what the command does"
    options = re.findall(r"^  (-.*(?:\n {10,}.*)*)", body, re.MULTILINE)
    assert options
    assert [option for option in options if not CHINESE.search(option)] == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "chekc",
        "check --colour",
        "assess a.json --policy",
        "new",
        "new a b",
        "schema a",
        "serve --port x",
        "--policies",
    ],
)
def test_wrong_call(run, line):
    """A wrong call ends with status 2 and says how the command is used; nothing is written to the output."""
    ran = run(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert "assessor" in ran.err


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}])
def test_any_terminal(run, policies, env):
    """The output is UTF-8 whatever the terminal claims to speak."""
    for line in ("check", "--help", "assess --json nothing.json"):
        ran = run(*line.split(), env=env)
        assert CHINESE.search(ran.out + ran.err)


def test_closed_pipe(policies, tmp_path):
    """A reader that goes away early, such as `head`, is no error worth telling, and no success either."""
    command = [sys.executable, "-m", "assessor.cli", "check"]
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, timeout=60, check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")
