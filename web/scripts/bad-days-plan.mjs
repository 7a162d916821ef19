/**
 * The plan of the bad days' live tests: the local net's under another name, with a price of QER that is too old after a minute
 * in which no feeder has said anything.
 *
 *     node scripts/bad-days-plan.mjs <file>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [file] = process.argv.slice(2);
const base = fileURLToPath(new URL("../../deploy/localnet.toml", import.meta.url));
const keys = fileURLToPath(new URL("../../scripts/localnet.d/keys.txt", import.meta.url));
let plan = readFileSync(base, "utf8").replaceAll('"../scripts/localnet.d/keys.txt"', JSON.stringify(keys));

/** What must be there once: a plan that has changed its shape is told, and not half edited. */
function replace(from, to) {
  const found = plan.split(from).length - 1;
  if (found !== 1) throw new Error(`${base} has \`${from}\` ${found} times, not once`);
  plan = plan.replace(from, () => to);
}

replace('name = "localnet"\n', 'name = "bad-days"\n');
const qer = plan.slice(plan.indexOf('asset = "qer"\nconfig.sources'), plan.indexOf('asset = "eth"\nconfig.sources'));
if (qer.split("max_age = 3600").length !== 3) throw new Error(`${base} has no two ages of QER's price: ${qer}`);
replace(qer, qer.replaceAll("max_age = 3600", "max_age = 60"));
writeFileSync(file, plan);
