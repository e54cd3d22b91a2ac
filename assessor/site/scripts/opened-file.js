/**
 * For pages opened as files, by a double click: browsers run no module, worker or WebAssembly there, so this is an
 * ordinary script. It says what to do instead, and makes links to folders lead to the pages in them.
 */

if (location.protocol === "file:") {
  const words =
    "这个页面是直接打开的文件，只能看，算不了。要自评，请运行解开的文件夹里的 start" +
    "（Windows 双击 start.bat，macOS 双击 start.command），再用它打开的网页。";

  addEventListener("DOMContentLoaded", () => {
    const note = document.createElement("p");
    note.className = "hb-file";
    note.setAttribute("role", "note");
    note.textContent = words;
    document.querySelector("article h1")?.after(note);
    for (const element of document.querySelectorAll(":is(policy-calculator, receipt-check) [data-part=progress]")) {
      element.textContent = words;
    }
  });

  addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });
}
