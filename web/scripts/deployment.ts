import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** Where `qerun deploy` writes it for the plan of the local net: beside the plan. */
export const LOCAL = fileURLToPath(new URL("../../deploy/localnet.deployment.json", import.meta.url));

/**
 * Serves the deployment file that DEPLOYMENT names (else the local net's) to a page that is run from here, and the
 * `suggest-chain.json` beside it. Read at each request, so that a new deployment needs no restart. A host of the built page has
 * both files in its folder instead.
 */
export function deployment(file = process.env["DEPLOYMENT"] ?? LOCAL): Plugin {
  const files: Record<string, string> = {
    "/deployment.json": resolve(file),
    "/suggest-chain.json": resolve(dirname(file), "suggest-chain.json"),
  };
  return {
    name: "qerun-deployment",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = files[new URL(request.url ?? "/", "http://host").pathname];
        if (path === undefined) return next();
        if (!existsSync(path)) return void response.writeHead(404).end();
        response.setHeader("content-type", "application/json");
        response.end(readFileSync(path));
      });
    },
  };
}
