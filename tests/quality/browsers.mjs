// What of the web our scripts and styles use, as names of MDN's compatibility data, with where: node browsers.mjs FOLDER
// gives JSON [{key, place}]. Names are found by TypeScript's own reading of the scripts, so that nothing is guessed from
// how a thing is called.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const ts = createRequire(join(ROOT, "package.json"))("typescript");
const data = JSON.parse(
  readFileSync(join(import.meta.dirname, "node_modules/@mdn/browser-compat-data/data.json"), "utf8"),
);
const SITE = join(ROOT, "assessor", "site");

/** @type {Map<string, string>} key → first place */
const used = new Map();
/** Names of the library that the data does not know. @type {Set<string>} */
const unknown = new Set();

/** @param {string} key */
const find = (key) =>
  key.split(".").reduce((part, name) => (part && Object.hasOwn(part, name) ? part[name] : undefined), data);

/** Note the first of these names that the data knows. @param {string[]} keys @param {string} place */
function note(keys, place) {
  const key = keys.find((each) => find(each)?.__compat);
  if (key) used.set(key, used.get(key) ?? place);
  return key !== undefined;
}

// ── Scripts ──────────────────────────────────────────────────────────────────────────────────────────────────────

const SYNTAX = new Map([
  [ts.SyntaxKind.ClassStaticBlockDeclaration, "javascript.classes.static_initialization_blocks"],
  [ts.SyntaxKind.PrivateIdentifier, "javascript.classes.private_class_methods"],
  [ts.SyntaxKind.QuestionDotToken, "javascript.operators.optional_chaining"],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, "javascript.operators.nullish_coalescing_assignment"],
  [ts.SyntaxKind.BarBarEqualsToken, "javascript.operators.logical_or_assignment"],
  [ts.SyntaxKind.ImportKeyword, "javascript.operators.import"],
]);
/** What stands in texts. @type {[RegExp, string][]} */
const IN_TEXTS = [
  [/\bCompressionStream\("deflate-raw"\)/, "api.CompressionStream.CompressionStream.deflate-raw"],
  [/\bDecompressionStream\("deflate-raw"\)/, "api.DecompressionStream.DecompressionStream.deflate-raw"],
  [/new Worker\([^;]*type: "module"/, "api.Worker.Worker.options_type_parameter"],
];

for (const config of ["tsconfig.json", "tsconfig.worker.json"]) {
  const read = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, config),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  );
  const program = ts.createProgram(read.fileNames, {
    ...read.options,
    lib: read.options.lib.map((name) => name.replace("es2022", "esnext")),
  });
  const checker = program.getTypeChecker();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(SITE)) continue;
    const placeOf = (node) =>
      `${relative(ROOT, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    for (const [pattern, key] of IN_TEXTS) {
      const found = pattern.exec(file.text);
      if (found && !note([key], `${relative(ROOT, file.fileName)}`)) unknown.add(key);
    }
    const visit = (node) => {
      if (SYNTAX.has(node.kind)) note([SYNTAX.get(node.kind)], placeOf(node));
      if (ts.isRegularExpressionLiteral(node)) visitPattern(node.text, placeOf(node));
      if (ts.isIdentifier(node)) visitName(checker, node, placeOf(node));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
}

/** @param {string} text @param {string} place */
function visitPattern(text, place) {
  if (/\(\?<[=!]/.test(text)) note(["javascript.regular_expressions.lookbehind_assertion"], place);
  if (/\\p\{/i.test(text)) note(["javascript.regular_expressions.unicode_character_class_escape"], place);
  const flags = text.slice(text.lastIndexOf("/") + 1);
  if (flags.includes("v")) note(["javascript.builtins.RegExp.unicodeSets"], place);
  if (flags.includes("d")) note(["javascript.builtins.RegExp.hasIndices"], place);
}

function visitName(checker, node, place) {
  const symbol = checker.getSymbolAtLocation(node);
  const declared = symbol?.declarations?.find((each) =>
    /\/typescript\/lib\/lib\.[\w.]+\.d\.ts$/.test(each.getSourceFile().fileName),
  );
  if (
    !declared ||
    ts.isTypeNode(node.parent) ||
    ts.isInterfaceDeclaration(declared) ||
    ts.isTypeAliasDeclaration(declared)
  ) {
    if (!declared || !ts.isInterfaceDeclaration(declared) || ts.isTypeNode(node.parent)) return;
  }
  const name = node.text;
  const holder = declared.parent;
  /** @type {string[]} */
  const owners = [];
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
    owners.push(...kinds(checker, checker.getTypeAtLocation(node.parent.expression)));
  let isStatic = false;
  if (ts.isInterfaceDeclaration(holder)) owners.push(holder.name.text);
  else if (ts.isTypeLiteralNode(holder) && ts.isVariableDeclaration(holder.parent)) {
    isStatic = true;
    owners.push(holder.parent.name.getText());
  }
  const constructor = owners
    .filter((owner) => owner.endsWith("Constructor"))
    .map((owner) => owner.slice(0, -"Constructor".length));
  const keys = owners.length
    ? [...owners, ...constructor].flatMap((owner) => [
        ...(isStatic ? [`api.${owner}.${name}_static`] : []),
        `api.${owner}.${name}`,
        `javascript.builtins.${owner}.${name}`,
      ])
    : [`api.${name}`, `api.Window.${name}`, `javascript.builtins.${name}`];
  if (!note(keys, place)) unknown.add(keys[0]);
}

/** The names of a type and of all that it is made of. */
function kinds(checker, type) {
  const apparent = checker.getApparentType(checker.getNonNullableType(type));
  if (apparent.isUnionOrIntersection()) return apparent.types.flatMap((each) => kinds(checker, each));
  const name = apparent.symbol?.name;
  const bases =
    apparent.isClassOrInterface() || apparent.symbol?.declarations?.some(ts.isInterfaceDeclaration)
      ? (checker.getBaseTypes(apparent.target ?? apparent) ?? [])
      : [];
  return [...(name ? [name] : []), ...bases.flatMap((each) => kinds(checker, each))];
}

// ── Styles ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a function or a unit in a value is called in the data. @type {Map<string, string>} */
const inValues = new Map();
const collect = (part, path) => {
  for (const [name, child] of Object.entries(part)) {
    if (name === "__compat") continue;
    if (child.__compat && !inValues.has(name)) inValues.set(name, `${path}.${name}`);
    collect(child, `${path}.${name}`);
  }
};
collect(data.css.types, "css.types");

for (const path of ts.sys.readDirectory(join(SITE, "styles"), [".css"])) {
  const text = readFileSync(path, "utf8")
    .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
  const placeAt = (at) => `${relative(ROOT, path)}:${text.slice(0, at).split("\n").length}`;
  for (const { 1: name, index } of text.matchAll(/@([\w-]+)/g)) note([`css.at-rules.${name}`], placeAt(index));
  for (const { 1: name, index } of text.matchAll(/@media[^{]*\(([\w-]+)/g))
    note([`css.at-rules.media.${name}`], placeAt(index));
  for (const { 0: selector, index } of text.matchAll(/(?<=^|[{};])[^{};@]+(?=\{)/g)) {
    for (const { 1: name } of selector.matchAll(/::?([\w-]+)/g))
      note([`css.selectors.${name}`], placeAt(index + selector.search(/\S/)));
    if (selector.includes("&")) note(["css.selectors.nesting"], placeAt(index));
  }
  for (const { 1: property, 2: value, index } of text.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)) {
    const place = placeAt(index);
    if (!property.startsWith("--")) note([`css.properties.${property}`], place);
    for (const [word] of value.matchAll(/[a-z][\w-]*(?:\(|\b)/gi)) {
      const name = word.replace("(", "");
      note([`css.properties.${property}.${name}`, ...(word.endsWith("(") ? [inValues.get(name) ?? ""] : [])], place);
    }
    for (const { 1: unit } of value.matchAll(/\d(d?[sl]?v(?:h|w|min|max|b|i)|cq\w+|r?lh|ric|cap)\b/g))
      note([`css.types.length.${unit}`, inValues.get(unit) ?? ""], place);
  }
}

/** Since which version of these browsers; null: not at all. */
const since = (key) =>
  Object.fromEntries(
    ["chrome", "firefox", "safari"].map((browser) => {
      const support = find(key).__compat.support[browser];
      const plain = [support]
        .flat()
        .find(
          (each) =>
            each &&
            !each.flags &&
            !each.prefix &&
            !each.alternative_name &&
            !each.partial_implementation &&
            !each.version_removed,
        );
      return [browser, plain?.version_added === "preview" ? null : (plain?.version_added ?? null)];
    }),
  );

process.stdout.write(
  JSON.stringify({ used: [...used].map(([key, place]) => ({ key, place, since: since(key) })), unknown: [...unknown] }),
);
