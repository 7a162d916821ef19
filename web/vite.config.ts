import { defineConfig } from "vite";
import { client } from "./scripts/client.ts";
import { deployment } from "./scripts/deployment.ts";
import { policy } from "./scripts/policy.ts";

export default defineConfig({
  // Any folder of any host, and IPFS.
  base: "./",
  resolve: { alias: client },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // The client's sources are beside this folder.
  server: { fs: { allow: [".", "../clients/ts/src"] } },
  plugins: [policy(), deployment()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: true,
  },
  preview: { headers: { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" } },
});
