// Fails when what a browser has to load exceeds the budgets, compressed as a host does it (gzip, level 9).
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

// The issue allows 450,000 after a wallet has connected; everything is loaded before.
const BUDGET = 120_000;
const folder = new URL("../dist/assets/", import.meta.url);
const rows = readdirSync(folder)
  .filter((name) => /\.(js|css|wasm)$/.test(name))
  .map((name) => ({ name, size: gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length }));
for (const { name, size } of rows) console.log(`${size.toString().padStart(8)}  ${name}`);
const total = rows.filter(({ name }) => !name.endsWith(".css")).reduce((sum, { size }) => sum + size, 0);
console.log(`${total.toString().padStart(8)}  JavaScript and WebAssembly, compressed; nothing more is loaded when a wallet connects`);
if (total > BUDGET) {
  console.error(`more than ${BUDGET} bytes before a wallet connects`);
  process.exit(1);
}
