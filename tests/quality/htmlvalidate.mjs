/** What html-validate checks: all that it recommends but for matters of taste. */
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off", // <!doctype> is as good in small letters
    "no-trailing-whitespace": "off", // left by the theme's templates, read by nobody
    "wcag/h32": "off", // nothing is submitted: the forms answer as they are filled in
    "wcag/h71": "off", // a group that is folded has its name on the fold, and again as its label
    "valid-id": ["error", { relaxed: true }], // HTML allows any id without spaces
    "form-dup-name": "off", // the rows of a list share the names of their columns
  },
};
