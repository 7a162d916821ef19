/** One Chromium for the whole run: each file connects to it, and each test has a context of its own. */
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumOptions } from "../support/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    browser?: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(chromiumOptions());
  project.provide("browser", server.wsEndpoint());
  return () => server.close();
}
