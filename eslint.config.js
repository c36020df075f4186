import { createNodeResolver, importX } from "eslint-plugin-import-x";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./ui/svelte.config.js";

const apart = (target, from, message) => ({
  target: `./ui/src/${target}`,
  from: `./ui/src/${from}`,
  message,
});

export default ts.config(
  {
    ignores: [
      "target/**",
      "node_modules/**",
      "ui/dist/**",
      "ui/src/generated/**",
      "src-tauri/**",
      "tests/out/**",
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs["flat/recommended"],
  ...svelte.configs["flat/prettier"],
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ["ui/src/**"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      // Components that draw each other are no cycle of modules; the parser could not read them anyway.
      "import-x/ignore": ["\\.svelte$"],
      "import-x/extensions": [".ts", ".svelte"],
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".svelte.ts", ".js", ".svelte"] })],
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            apart("canvas", "panels", "Canvas and panels speak through document and actions."),
            apart("panels", "canvas", "Canvas and panels speak through document and actions."),
          ],
        },
      ],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "Only host.ts knows Tauri." }] },
      ],
    },
  },
  { files: ["ui/src/host.ts"], rules: { "no-restricted-imports": "off" } },
);
