// 从打开网页到第一个结果：ours.html 和 stock.html，两种做法各有一个 worker，问的是同一个问题。
// “我们”走站点自己的 client.js，连看门狗和设备上的内存快照都在内；stock 是 stock-worker.js。
// 完成后 globalThis.found 里是毫秒数；globalThis.settled() 等到为下次做的准备（快照）做完。

const { way, ...setup } = JSON.parse(document.querySelector("#setup").textContent);

/** @param {{ok: boolean}} answer */
const found = ({ ok }) => (globalThis.found = { time: performance.now(), ok });

async function ours() {
  const { engineAt } = await import(`./${setup.ours.client}`);
  const engine = engineAt(new URL(setup.ours.engine, location.href).href);
  engine.ask(JSON.parse(setup.request)).then(found, (error) => (globalThis.found = { error: error.message }));
}

function stock() {
  const worker = new Worker("stock-worker.js", { type: "module" });
  worker.onerror = (event) => (globalThis.found = { error: event.message });
  worker.onmessage = ({ data }) => {
    if (data.event === "started") worker.postMessage({ verb: "ask", id: 1, request: setup.request });
    if (data.event === "startFailed") globalThis.found = { error: data.error.message };
    if (data.event === "answered") found(JSON.parse(data.response));
  };
  worker.postMessage({ verb: "start", engine: new URL(setup.stock, location.href).href, wheel: setup.wheel });
}

/** 快照在不在：在设备上，而且写完了。stock 没有快照，只等同样的时间。 */
globalThis.settled = async () => {
  const kept = async () => {
    for (const name of await caches.keys()) {
      const keys = await (await caches.open(name)).keys();
      if (keys.some(({ url }) => url.includes("/memory?"))) return true;
    }
    return false;
  };
  const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  if (way === "stock") return pause(6000);
  for (let turn = 0; turn < 200; turn++) {
    if (await kept()) return pause(500);
    await pause(100);
  }
  throw new Error("no snapshot");
};

if (way === "ours") await ours();
else stock();
