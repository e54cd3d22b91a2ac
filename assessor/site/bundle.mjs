// 构建时用：在 Node 里启动 Pyodide，运行 inside/pack.py，写出要用的模块的源码。
//
//   node bundle.mjs <pyodide 目录> <标准库目录> <源码目录> <表格用的源码目录> <输出目录>
//
// 源码目录里只有要进浏览器的包；结果写到 <输出目录>：whole/ 与 bare/ 里的 modules.zip、sheets.zip、workbooks.zip，还有 ready.bin、magic；bytecode.py 再编译。

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, library, source, more, output] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);

try {
  // ready.bin 里的字节码也不记每条指令在第几列：四分之一的字节，报错时仍有文件和行号。
  const env = { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" };
  const python = await loadPyodide({ indexURL: pyodide, stdLibURL: join(library, "python_stdlib.zip"), env });
  python.mountNodeFS("/src", source);
  python.mountNodeFS("/more", more);
  python.mountNodeFS("/out", output);
  const inside = new URL("inside/pack.py", import.meta.url);
  python.runPython("import sys; sys.dont_write_bytecode = True; sys.path.append('/src')");
  python.runPython(readFileSync(inside, "utf8"));
  python.runPython("pack(Path('/src'), Path('/more'), Path('/out'))");
  process.exit(0); // Pyodide 会让 Node 一直等下去
} catch (error) {
  // 只留最后一句：前面都是 Pyodide 自己的调用栈。
  console.error(String(error.message).trim().split("\n").at(-1));
  process.exit(1);
}
