/** Operations in plain words. What governance wrote, and what a message holds, is text and nothing else. */
import { fromBinary } from "@qerun/client";
import type { Status } from "../../chain/answers/timelock.ts";
import { formatToken } from "../../core/amount.ts";
import { shorten, visible } from "../../core/text.ts";
import type { Site } from "../../chain/deployment.ts";

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  awaiting_bond: "waits for a bond",
  waiting: "its delay runs",
  ready: "can be executed",
  expired: "expired",
  executed: "executed",
  cancelled: "cancelled by the DAO",
  vetoed: "vetoed by the guardian",
};

/** A message of an operation: what it does in a sentence, and all that is in it. */
export interface MessageWords {
  readonly sentence: string;
  readonly detail: string;
}

/** What the messages of our contracts do, as somebody would say it. `{contract}` is whose they are. Another's may do anything. */
const SENTENCES: Readonly<Record<string, string>> = {
  update_params: "Replaces the parameters of {contract}, each by a step at most.",
  set_perk: "Sets or replaces a perk in {contract}.",
  remove_perk: "Ends a perk in {contract}.",
  set_barred: "Changes who may not borrow.",
  set_guardian: "Replaces or removes the guardian of {contract}.",
  set_asset: "Changes sources and guards of a price.",
  remove_asset: "Has the oracle forget a price.",
  resume: "Ends a halt in {contract}.",
  halt: "Halts a price.",
  pause: "Pauses a part of {contract}.",
  unpause: "Ends a pause of {contract}.",
  mint: "Makes new tokens, within the yearly bound.",
  update_minter: "Changes who may make new tokens.",
  transfer: "Pays tokens out of the treasury.",
  send: "Sends tokens of the treasury to a contract.",
  update_ownership: "Changes who owns {contract}.",
  update_tiers: "Adds a tier of staking.",
  update_config: "Changes the unbonding of the lowest tier.",
  add_hook: "Adds a contract that is told of each change of power.",
  remove_hook: "Removes a contract that is told of each change of power.",
  set_classes: "Changes how strictly messages are classed.",
  set_spend_limit: "Changes how much may be spent without the longest delay.",
  set_dao: "Replaces the DAO.",
  set_steward: "Replaces the steward.",
  advance_stage: "Advances the stage of governance.",
  set_rate: "Changes how much of a stream of rewards is paid from now on.",
  fund_insurance: "Adds stablecoins to the insurance, for good.",
  open_borrowing: "Opens borrowing, for good: from then on only pauses, which end by themselves, stop it.",
  open_buyback: "Opens the sale of surplus ETH for QER that is burned, for good.",
  spend: "Spends ETH that is the protocol's own.",
  update_route: "Changes the way to the other chain on which ETH is bought.",
  resolve: "Closes a purchase of which nothing was heard, as far as what it brought has arrived.",
  close_lost: "Closes a purchase as lost: the claims on its batch bear that in proportion.",
  wind_down: "Gives a batch that could not be bought back in stablecoins.",
  revert_asset: "Puts back the sources and guards that a price had before its last change.",
  set_pause: "Sets or removes a pause that the guardian may use.",
  add_burner: "Allows an address to burn its tokens.",
  remove_burner: "No longer allows an address to burn its tokens.",
  burn: "Destroys tokens of the treasury.",
  increase_allowance: "Lets somebody spend more tokens of the treasury.",
  decrease_allowance: "Lets somebody spend fewer tokens of the treasury.",
  update_marketing: "Changes the texts of the token.",
  upload_logo: "Changes the logo of the token.",
  update_active_threshold: "Changes from how much power on the DAO can decide.",
};

export function messageWords(message: unknown, site: Site): MessageWords {
  const record = asRecord(message);
  const wasm = asRecord(record["wasm"]);
  const execute = asRecord(wasm["execute"]);
  if (typeof execute["contract_addr"] === "string" && typeof execute["msg"] === "string") {
    const contract = nameOf(execute["contract_addr"], site);
    const inner = decode(execute["msg"]);
    const key = Object.keys(asRecord(inner))[0] ?? "an unreadable message";
    const ours = Object.values(site.home.contracts).includes(execute["contract_addr"]);
    // A message may be called as something that every object has.
    const known = ours && Object.hasOwn(SENTENCES, key) ? SENTENCES[key] : undefined;
    const does = known?.replace("{contract}", contract) ?? `Sends “${shorten(visible(key).replaceAll("_", " "), 60, 10)}” to ${contract}.`;
    const sentence = does + fundsWords(execute["funds"], site);
    return { sentence, detail: pretty({ to: execute["contract_addr"], message: inner, funds: execute["funds"] }) };
  }
  if ("migrate" in wasm) return { sentence: `Replaces the code of ${nameOf(String(asRecord(wasm["migrate"])["contract_addr"]), site)}.`, detail: pretty(message) };
  if ("update_admin" in wasm || "clear_admin" in wasm) return { sentence: "Changes who may replace the code of a contract.", detail: pretty(message) };
  if ("bank" in record) return { sentence: "Pays coins out of the treasury.", detail: pretty(message) };
  return { sentence: "Does something that this page has no words for: read it closely.", detail: pretty(message) };
}

/** A contract of the deployment by its name, another one by its address. */
export function nameOf(address: string, { home }: Pick<Site, "home">): string {
  const known = Object.entries(home.contracts).find(([, at]) => at === address)?.[0];
  return known ? `the ${known.replaceAll("_", " ")}` : address;
}

/** The coins that go with a message. */
function fundsWords(funds: unknown, { stable, eth, fee, home }: Site): string {
  const units = new Map([[home.feeDenom, fee], [eth.home, eth], [stable.home, stable]]);
  const coins = (Array.isArray(funds) ? funds : []).map(asRecord).map(({ denom, amount }) => {
    const unit = units.get(String(denom)) ?? { symbol: visible(String(denom)), decimals: 0 };
    return /^[0-9]+$/.test(String(amount)) ? formatToken(BigInt(String(amount)), unit) : `some ${unit.symbol}`;
  });
  return coins.length === 0 ? "" : ` Pays ${coins.join(" and ")} with it.`;
}

function decode(base64: string): unknown {
  try {
    return fromBinary(base64);
  } catch {
    return base64;
  }
}

function pretty(value: unknown): string {
  try {
    return visible(JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner), 2) ?? "");
  } catch {
    // So many records within one another that the browser gives up.
    return "It cannot be written out.";
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
