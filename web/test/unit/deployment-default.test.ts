import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { LOCAL } from "../../scripts/deployment.ts";

it("serves by default what deploying the local net's plan writes: the file beside that plan", () => {
  const plan = fileURLToPath(new URL("../../../deploy/localnet.toml", import.meta.url));
  expect(existsSync(plan)).toBe(true);
  expect(LOCAL).toBe(plan.replace(/toml$/, "deployment.json"));
});
