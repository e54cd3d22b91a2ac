// 从打开网页到第一个结果：?way=ours|stock，两种做法各有一个 worker，问的是同一个问题。
// 完成后 globalThis.found 里是毫秒数和回答的长度。

const setup = await (await fetch("setup.json")).json();
const way = new URLSearchParams(location.search).get("way");

const worker = new Worker(way === "ours" ? setup.ours.worker : "stock-worker.js", { type: "module" });
worker.onerror = (event) => (globalThis.found = { error: event.message });
worker.onmessage = ({ data }) => {
  if (data.event === "started") worker.postMessage({ verb: "ask", id: 1, request: setup.request });
  if (data.event === "startFailed" || data.event === "crashed") globalThis.found = { error: data.error.message };
  if (data.event === "answered") {
    const { ok } = JSON.parse(data.response);
    globalThis.found = { time: performance.now(), ok, length: data.response.length };
  }
};
const engine = new URL(way === "ours" ? setup.ours.engine : setup.stock, location.href).href;
worker.postMessage({ verb: "start", engine, again: false, wheel: setup.wheel });
