/** Where the site lies, and the folder in it that holds our scripts, styles and data: only this script knows how deep. */

/** assets/site-…/ */
export const ASSETS = new URL("./", import.meta.url);

/** The site's root. */
export const SITE = new URL("../../", import.meta.url);
