/**
 * The plan of the bad days' live tests: the local net's under another name, with a price of QER that is too old after a minute
 * in which no feeder has said anything.
 *
 *     node scripts/bad-days-plan.mjs <file>
 */
import { writeFileSync } from "node:fs";
import { LocalPlan } from "./local-plan.mjs";

const [file] = process.argv.slice(2);
const plan = new LocalPlan();

plan.replace('name = "localnet"\n', 'name = "bad-days"\n');
const qer = plan.text.slice(plan.text.indexOf('asset = "qer"\nconfig.sources'), plan.text.indexOf('asset = "eth"\nconfig.sources'));
if (qer.split("max_age = 3600").length !== 3) throw new Error(`the plan has no two ages of QER's price: ${qer}`);
plan.replace(qer, qer.replaceAll("max_age = 3600", "max_age = 60"));
writeFileSync(file, plan.text);
