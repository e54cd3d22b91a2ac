// 像浏览器的 worker 一样从成品文件夹启动 Pyodide，运行一段 Python，打印它的结果。
// 文件夹里另有 pyodide.js 的副本 pyodide.mjs：Node 只认后缀。
//
//   node load_bundle.mjs <成品文件夹> <Python 代码> [放到 /given 的文件]
//
// 用到时才加载的模块包放在 /lib 里，由 Python 代码接上。

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LOCK } from "../../assessor/site/scripts/engine/engine.js";

const [folder, code, given] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({
  indexURL: folder,
  stdLibURL: join(folder, "app.zip"),
  lockFileContents: LOCK,
  packageBaseUrl: folder,
  enableRunUntilComplete: false,
  env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" }, // 这里现编译的与成品里的一样不记列号，才比得了
});
for (const name of readdirSync(folder)) {
  if (name.endsWith(".zip") && name !== "app.zip")
    python.FS.writeFile(`/lib/${name}`, readFileSync(join(folder, name)));
}
if (given) python.FS.writeFile("/given", readFileSync(given));
try {
  process.stdout.write(String(python.runPython(code)));
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
