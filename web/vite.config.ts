import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// While developing, the page comes from Vite and the API from a FitHub that runs beside it.
const api = process.env["FITHUB_URL"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/",
  plugins: [react()],
  server: { proxy: { "/api": api } },
  build: {
    target: "es2023",
    // Every asset is a file of its own: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
