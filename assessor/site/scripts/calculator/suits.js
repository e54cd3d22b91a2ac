/** Whom a policy is for, decided from what its box says of it and from what has been answered. */

/**
 * What was answered; empty where nothing was.
 * @typedef {{region: string, stage: string, school: string, own: string}} About
 */

/**
 * How a policy suits someone: it holds there ("yes"), it may ("maybe": its place is only inferred), or "no". The whole
 * country's holds for all, a place's for those in it, a school's for its own; what is kept as history or as a template
 * holds for nobody, and what is for one stage or one kind of school alone not before that is answered.
 * @param {DOMStringMap} policy the box's data
 * @param {string} id
 * @param {About} about
 * @returns {"yes" | "maybe" | "no"}
 */
export function suits(policy, id, { region, stage, school, own }) {
  const level = policy["level"];
  if (level === "school" || level === "university") return id === own ? "yes" : "no";
  if (policy["status"] === "historical" || level === "template") return "no";
  const [stages, schools] = [wordsOf(policy["stages"]), wordsOf(policy["schools"])];
  if (stage ? !stages.includes(stage) : stages.length < 2) return "no";
  if (schools.length && !schools.includes(school)) return "no";
  if (level === "national") return "yes";
  const place = policy["place"];
  const there = place
    ? region.startsWith(place)
    : Boolean(policy["province"]) && region.startsWith(policy["province"] ?? "");
  if (!there) return "no";
  return "inferred" in policy ? "maybe" : "yes";
}

/** @param {string | undefined} words */
const wordsOf = (words) => words?.split(" ").filter(Boolean) ?? [];
