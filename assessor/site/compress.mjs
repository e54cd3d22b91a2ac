// 构建时用：在每个文件旁写出 .br 和 .gz，服务器可以直接发出去，不必临时压缩。
//
//   node compress.mjs < 文件清单
//
// 清单一行一个：brotli 的级别、空格、路径。同样的内容、同一版 Node 写出同样的字节。

import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** @param {string} line */
async function compress(line) {
  const [, quality, path] = /^(\d+) (.+)$/.exec(line) ?? [];
  const data = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: Number(quality),
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    [constants.BROTLI_PARAM_LGWIN]: 24,
  };
  const [small, older] = await Promise.all([brotli(data, { params }), zip(data, { level: 9 })]);
  writeFileSync(`${path}.br`, small);
  writeFileSync(`${path}.gz`, older);
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
// 四个一起：zlib 在自己的线程里算。
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let line = lines.shift(); line; line = lines.shift()) await compress(line);
  }),
);
