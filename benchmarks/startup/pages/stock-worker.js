// Pyodide 文档里的做法：原样的 loadPyodide，再装一个 wheel。问答的消息与我们的 worker 相同。

let handle;

self.onmessage = async ({ data }) => {
  if (data.verb === "ask") {
    self.postMessage({ event: "answered", id: data.id, response: handle(data.request) });
    return;
  }
  try {
    const { loadPyodide } = await import(`${data.engine}pyodide.js`);
    const python = await loadPyodide({ indexURL: data.engine });
    await python.loadPackage(`${data.engine}${data.wheel}`, { messageCallback: () => {} });
    const rulebook = await (await fetch(`${data.engine}rulebook.json`)).text();
    python.globals.set("text", rulebook);
    python.runPython("from assessor.report.service import open_rulebook; handle = open_rulebook(text).handle");
    handle = python.globals.get("handle");
    self.postMessage({ event: "started" });
  } catch (error) {
    self.postMessage({ event: "startFailed", error: { name: error.name, message: error.message } });
  }
};
