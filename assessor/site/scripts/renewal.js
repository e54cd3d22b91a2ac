/**
 * Whether the site has been renewed under this page. The guard knows (guard/trouble.js), which lies at an address of its
 * own and may not be there; then nobody knows.
 */

/** @returns {Promise<boolean>} */
export async function isRenewed() {
  /** @type {{isRenewed?: () => Promise<boolean>} | undefined} */
  const guard = Reflect.get(globalThis, "handbook");
  return (await guard?.isRenewed?.()) ?? false;
}
