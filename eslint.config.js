// 脚本的静态检查：ESLint 自己的推荐规则，另加几条这个项目的习惯。格式归 Biome（biome.json），类型归 tsc。

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/node_modules/", "site/", "build/", ".venv/", "assessor/site/scripts/sign-table.js"] },
  js.configs.recommended,
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": ["error", { allow: ["error", "warn", "info"] }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["assessor/site/scripts/**"], languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  {
    // 守望的脚本由构建拼成一个，不是模块：一个文件里的名字，别的文件里用。
    files: ["assessor/site/scripts/guard/**"],
    languageOptions: {
      sourceType: "script",
      globals: { SITE_ROOT: "readonly", guardTexts: "readonly", keepsDrafts: "readonly" },
    },
    rules: { "no-unused-vars": "off", "no-redeclare": ["error", { builtinGlobals: false }] },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node }, rules: { "no-console": "off" } },
  {
    files: ["tests/**", "benchmarks/**"],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
    rules: { "no-console": "off", "no-param-reassign": "off" },
  },
];
