/** The local net's plan, to be changed for a deployment of the page's live tests. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const base = fileURLToPath(new URL("../../deploy/localnet.toml", import.meta.url));
const keys = fileURLToPath(new URL("../../scripts/localnet.d/keys.txt", import.meta.url));

export class LocalPlan {
  /** The plan as it is by now. Its keys are named by an absolute path, because it is written elsewhere. */
  text = readFileSync(base, "utf8").replaceAll('"../scripts/localnet.d/keys.txt"', JSON.stringify(keys));

  /** Replaces what must be there once: a plan that has changed its shape is told, and not half edited. */
  replace(from, to) {
    const found = this.text.split(from).length - 1;
    if (found !== 1) throw new Error(`${base} has \`${from}\` ${found} times, not once`);
    this.text = this.text.replace(from, () => to);
  }
}
