// 在 Node 里的 Pyodide 中跑 pytest：引擎在浏览器里的 Python 上也要通过同一套测试。
//
//   node tests/pyodide/run_pytest.mjs <site-packages> <pytest 参数…>
//
// site-packages 就用 .venv 的：pytest 与 hypothesis 都是纯 Python（见 requirements/dev.in）。

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const project = fileURLToPath(new URL("../..", import.meta.url));
const [packages, ...args] = process.argv.slice(2);

const python = await loadPyodide({ env: { HOME: "/tmp" } });
python.mountNodeFS("/project", project);
python.mountNodeFS("/packages", resolve(packages));
python.globals.set("ARGS", python.toPy(args));
const code = python.runPython(`
import os, sys
sys.path[:0] = ["/project", "/packages"]
sys.dont_write_bytecode = True
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
os.chdir("/project")
import pytest
int(pytest.main([
    "-p", "no:cacheprovider",   # 不往项目里写
    "-p", "no:faulthandler",    # 没有信号可用
    "-p", "_hypothesis_pytestplugin",
    *ARGS,
]))
`);
process.exit(code);
