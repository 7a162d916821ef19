/**
 * The plan of the live tests: the local net's, with an airdrop for its keys, and with shorter times, so that a stake unbonds
 * within the run.
 *
 *     node scripts/live-plan.mjs <program qerun> <endpoints.json> <folder>
 *
 * writes <folder>/page.toml and <folder>/airdrop/proofs.jsonl.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { LocalPlan } from "./local-plan.mjs";

const [program, endpoints, folder] = process.argv.slice(2);
const plan = new LocalPlan();

// A decision takes at most 5 + 5 + 60 + 20 + 80 s, and stake outlasts it.
plan.replace("voting_period = 60\n", "voting_period = 5\n");
plan.replace("bond_window = 120\nexecution_window = 300\n", "bond_window = 60\nexecution_window = 80\n");
plan.replace("\nmin_unbonding = 600\n", "\nmin_unbonding = 180\n");
plan.replace('{ unbonding = 600, multiplier = "1" }', '{ unbonding = 180, multiplier = "1" }');
plan.replace('{ unbonding = 900, multiplier = "1.5" }', '{ unbonding = 240, multiplier = "1.5" }');
plan.replace('{ unbonding = 1200, multiplier = "2.5" }', '{ unbonding = 360, multiplier = "2.5" }');
// Reputation follows as fast as the contract allows, and the perk asks for a little: somebody comes to it within the run.
plan.replace("half_life = 15_552_000", "half_life = 86_400");
plan.replace('min_reputation = "1000000000"', 'min_reputation = "10000000"');
// The relayer stands still while a claim is repaid that is being bought.
plan.replace("\ntimeout = 60\n", "\ntimeout = 240\n");
plan.replace("\nreturn_timeout = 120\n", "\nreturn_timeout = 480\n");

mkdirSync(folder, { recursive: true });
const file = (name) => `${folder}/${name}`;
writeFileSync(file("page.toml"), plan.text);
const accounts = Object.values(JSON.parse(readFileSync(endpoints, "utf8")).keys).map(({ home }) => home);
// Each has an amount of its own.
const rows = accounts.map((account, i) => `${account},${(1_000 + i) * 1_000_000}`);
writeFileSync(file("airdrop.csv"), `address,amount\n${rows.join("\n")}\n`);
const tree = ["airdrop", "tree", "--plan", file("page.toml"), "--csv", file("airdrop.csv"), "--out", file("airdrop")];
const printed = execFileSync(program, tree, { encoding: "utf8" });
const fields = printed.slice(printed.indexOf("[[supply]]"));
const total = /^total = "(\d+)"$/m.exec(fields)?.[1];
if (!fields.startsWith("[[supply]]") || total === undefined) throw new Error(`no fields for the plan in: ${printed}`);
const treasury = 'part = "community"\namount = "28888888850000"';
plan.replace(treasury, treasury.replace("28888888850000", (28_888_888_850_000n - BigInt(total)).toString()));
writeFileSync(file("page.toml"), `${plan.text}\n${fields}`);
