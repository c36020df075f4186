import { svelte } from "@sveltejs/vite-plugin-svelte";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root: here,
  plugins: [svelte({ configFile: `${here}svelte.config.js` })],
  clearScreen: false,
  server: {
    port: 5317,
    strictPort: true,
    fs: { allow: [repository, realpathSync(`${repository}node_modules`)] },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The oldest web view that is met: WebKitGTK 2.40, WebView2 and the WebKit of macOS 13.
    target: ["safari16.4", "chrome111"],
    // Fonts and icons stay files: the content security policy allows no data: for them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
