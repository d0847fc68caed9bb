import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// While developing, the page comes from Vite and the API from a FitHub that runs beside it.
const api = process.env["FITHUB_URL"] ?? "http://127.0.0.1:8000";

// The server sends what lies beside a file as .br or .gz to whoever takes it; compressing once is better than on each request.
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir = "dist" }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const content = file.type === "chunk" ? file.code : file.source;
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(content));
        await writeFile(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "/",
  plugins: [react(), compressed()],
  server: { proxy: { "/api": api } },
  build: {
    target: "es2023",
    // Every asset is a file of its own: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
