// 用我们的运行包执行一段 Python，返回它最后一行的值。

self.onmessage = async ({ data: { engine, lock, code } }) => {
  try {
    const { loadPyodide } = await import(`${engine}pyodide.js`);
    const python = await loadPyodide({
      indexURL: engine,
      stdLibURL: `${engine}app.zip`,
      lockFileContents: lock,
      packageBaseUrl: engine,
      enableRunUntilComplete: false,
    });
    self.postMessage({ value: String(python.runPython(code)) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
