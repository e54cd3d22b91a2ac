/** Paper is white: what is shown in dark colours is printed in the light ones. */

let shown = "";

addEventListener("beforeprint", () => {
  const { mdColorScheme } = document.body.dataset;
  if (mdColorScheme !== "slate") return;
  shown = mdColorScheme;
  document.body.dataset["mdColorScheme"] = "default";
});

addEventListener("afterprint", () => {
  if (shown) document.body.dataset["mdColorScheme"] = shown;
  shown = "";
});
