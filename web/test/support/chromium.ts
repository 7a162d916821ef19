/** The browser of the tests: Debian's, for none is downloaded. */
import { existsSync } from "node:fs";

/** Where Debian puts it; CHROMIUM names another. */
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/**
 * What is switched off: first what Playwright switches off, for Chromium takes the last list alone; then two pages of the address
 * bar's, which Chromium loads for each window. Nobody sees them, and they cost as much as the page that is tested.
 */
const OFF = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
];

/** How it is started. */
export function chromiumOptions(): { executablePath: string; args: string[] } {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
  return { executablePath: CHROMIUM, args: ["--no-sandbox", `--disable-features=${OFF.join(",")}`] };
}
