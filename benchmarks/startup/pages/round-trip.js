// 已启动的引擎：改一个数、等到回答，一次一次地量；再量一个什么也不做的 worker，差别就是计算。
// 参数：起动消息、问题（文字）、改哪个字段、次数。返回各次的毫秒数。

/** @param {Worker} worker @param {unknown} message @param {string} event */
const say = (worker, message, event) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.event === event) resolve(data);
      if (data.event === "startFailed" || data.event === "crashed") reject(new Error(data.error.message));
    };
    worker.postMessage(message);
  });

export async function measure({ worker: address, engine, requests, times }) {
  const worker = new Worker(address, { type: "module" });
  await say(worker, { verb: "start", engine: new URL(engine, location.href).href, again: false }, "started");
  const echo = new Worker("echo-worker.js", { type: "module" });
  const found = { echo: [] };
  for (const name of Object.keys(requests)) found[name] = [];
  let [response, mark] = ["", ""];
  for (let id = 0; id < times + 5; id++) {
    for (const [name, texts] of Object.entries(requests)) {
      const request = texts[id % texts.length].replace("MARK", mark);
      const start = performance.now();
      ({ response } = await say(worker, { verb: "ask", id, request }, "answered"));
      mark = JSON.parse(response).mark || mark;
      if (id >= 5) found[name].push(performance.now() - start);
    }
    // 同样长的问与答，没有计算。
    const start = performance.now();
    JSON.parse((await say(echo, { id, response }, "answered")).response);
    if (id >= 5) found.echo.push(performance.now() - start);
  }
  return found;
}
