// The small rule set in publicodes. Reads a question from standard input, writes results and times as JSON.
//
// Evaluation always builds the explained tree; “with trace” also walks through all of it, as an explanation would.

import { readFileSync } from "node:fs";
import Engine from "publicodes";

const tranches = (assiette, tranches) => ({ grille: { assiette, tranches } });

const RULES = {
  years: null,
  serving: null,
  present: null,
  required: null,
  satisfied: null,
  violation: null,
  bands: tranches("years", [
    { montant: 0, plafond: 8 },
    { montant: 600, plafond: 11 },
    { montant: 800, plafond: 16 },
    { montant: 1000 },
  ]),
  bonus: { variations: [{ si: "serving", alors: "bands" }, { sinon: 0 }] },
  factor: tranches("present / required", [
    { montant: 0, plafond: 0.6 },
    { montant: 0.5, plafond: 0.8 },
    { montant: 1 },
  ]),
  attendance: "factor * 300",
  eligible: { "toutes ces conditions": ["years >= 3", "satisfied >= 0.8", "violation = non"] },
  total: { somme: ["bonus", "attendance"] },
};
const WANTED = ["bonus", "attendance", "eligible", "total"];

const { records, rounds } = JSON.parse(readFileSync(0, "utf8"));
const engine = new Engine(RULES, { logger: { log() {}, warn() {}, error: console.error } });
const word = (value) => (typeof value === "boolean" ? (value ? "oui" : "non") : value);
const situations = records.map((record) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, word(value)])),
);

/** Everything that an evaluated node says of how it came about. */
function walk(node, seen = new Set()) {
  if (!node || typeof node !== "object" || seen.has(node)) return 0;
  seen.add(node);
  let count = "nodeValue" in node ? 1 : 0;
  for (const part of Object.values(node)) count += walk(part, seen);
  return count;
}

const times = { plain: [], trace: [] };
for (let round = 0; round < rounds; round++) {
  for (const way of Object.keys(times)) {
    const start = performance.now();
    for (const situation of situations) {
      engine.setSituation(situation);
      for (const name of WANTED) {
        const evaluated = engine.evaluate(name);
        if (way === "trace") walk(evaluated.explanation);
      }
    }
    times[way].push((performance.now() - start) / records.length);
  }
}
const answers = situations.map((situation) => {
  engine.setSituation(situation);
  return WANTED.map((name) => engine.evaluate(name).nodeValue);
});
console.log(JSON.stringify({ times, answers }));
