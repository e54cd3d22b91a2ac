// 构建时用：去掉 Pyodide 运行时里用不到的导出，写出 pyodide.asm.js 和 pyodide.asm.wasm。
//
//   node trim.mjs <node_modules> <输出目录>
//
// pyodide.asm.wasm 导出近一万个名字，留给编译成 wasm 的 Python 包连接；每次启动，Emscripten 都要为每个名字造函数、占函数表、
// 建变量。我们不装这样的包：只留运行时自己的脚本提到的几百个，再由 Binaryen 的 wasm-metadce 删去从此没有人能调用的函数。
// 脚本里那些“把导出记成变量”的句子，没有别处用到的也一并删去。

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// 运行时用到的 wasm 特性；少写了，wasm-metadce 会拒绝读。
const FEATURES = [
  "bulk-memory",
  "exception-handling",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
];
// 一句：var _名=Module["_名"]=wasmExports["名"];  数据的地址是一个数。
const DEFINITION =
  /var ([\w$]+)=(?:Module\["[\w$]+"\]=\d+(?:e\d+)?|(?:Module\["[\w$]+"\]=)?wasmExports\["([\w$]+)"\]);/g;
const WORD = /[A-Za-z_$][\w$]*/g;

const [modules, output] = process.argv.slice(2);
const pyodide = join(modules, "pyodide");
const wasm = join(pyodide, "pyodide.asm.wasm");
const script = readFileSync(join(pyodide, "pyodide.asm.js"), "utf8");

// 除去定义，哪里提到一个名字都算用到：宁可多留。
const words = new Set(
  [script.replace(DEFINITION, ""), readFileSync(join(pyodide, "pyodide.mjs"), "utf8")].flatMap(
    (text) => text.match(WORD) ?? [],
  ),
);
const module = new WebAssembly.Module(readFileSync(wasm));
const linked = new Set(
  WebAssembly.Module.imports(module)
    .filter((entry) => entry.module.startsWith("GOT."))
    .map(({ name }) => name),
);
const used = new Set();
const trimmed = script.replace(DEFINITION, (sentence, variable, name) => {
  if (!words.has(variable)) return "";
  if (name) used.add(name);
  return sentence;
});
const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
const kept = exported.filter((name) => used.has(name) || words.has(name) || words.has(`_${name}`) || linked.has(name));
if (trimmed.length === script.length || kept.length < used.size) {
  console.error("pyodide.asm.js 的写法变了，找不到导出的定义：请核对 trim.mjs。");
  process.exit(1);
}

const graph = join(output, "graph.json");
const nodes = kept.map((name) => ({ name: `export ${name}`, export: name }));
writeFileSync(
  graph,
  JSON.stringify([{ name: "script", root: true, reaches: nodes.map(({ name }) => name) }, ...nodes]),
);
const features = FEATURES.map((name) => `--enable-${name}`);
const target = join(output, "pyodide.asm.wasm");
const done = spawnSync(
  process.execPath,
  [join(modules, "binaryen", "bin", "wasm-metadce"), wasm, "-o", target, "--graph-file", graph, ...features],
  { encoding: "utf8", maxBuffer: 1e8 },
);
if (done.status !== 0) {
  console.error(`wasm-metadce：${done.error?.message ?? done.stderr.trim().split("\n").at(-1)}`);
  process.exit(1);
}
writeFileSync(join(output, "pyodide.asm.js"), trimmed);
