/** A proposal whose message has the timelock queue an operation, as a link that opens DAO DAO's page with it filled in. */
import { asCosmosMsg, cleanText, instruct, timelock, toJson } from "@qerun/client";
import { isAddress } from "../../core/bech32.ts";
import { base64, utf8 } from "../../core/encoding.ts";
import type { Site } from "../../chain/deployment.ts";

/** What somebody has typed. */
export interface Proposal {
  readonly title: string;
  readonly description: string;
  /** A contract of the deployment by its name, or an address. */
  readonly contract: string;
  /** JSON of the message to it. */
  readonly message: string;
  /** The last second at which it may be queued. */
  readonly notAfter: number;
}

export type Checked = { readonly ok: true; readonly queue: timelock.ExecuteMsg; readonly messages: timelock.CosmosMsg[] } | { readonly ok: false; readonly why: string };

/** What is wrong with it, or the message to the timelock. */
export function check({ title, description, contract, message, notAfter }: Proposal, site: Site): Checked {
  const no = (why: string): Checked => ({ ok: false, why });
  if (title.trim() === "") return no("Give it a title.");
  if (description.trim() === "") return no("Say why, for everybody who votes.");
  const address = site.home.contracts[contract] ?? contract;
  if (!isAddress(address, site.home.prefix)) return no("Choose a contract.");
  let parsed: unknown;
  let exact = true;
  try {
    parsed = JSON.parse(cleanText(message), (_, value: unknown) => {
      exact &&= typeof value !== "number" || Number.isSafeInteger(value);
      return value;
    });
  } catch {
    return no("The message is no JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed) || Object.keys(parsed).length !== 1) {
    return no('A message is an object with one key, such as {"pause":{..}}.');
  }
  if (!exact) return no("A number is written in quotes if it is large or has a point: it would be sent as another one.");
  const messages = [asCosmosMsg(instruct(address, parsed))] as unknown as timelock.CosmosMsg[];
  const text = cleanText(title).trim();
  if (utf8(text).length > 1_000) return no("The title is too long.");
  return { ok: true, messages, queue: timelock.execute.queue({ messages, text, not_after: notAfter }) };
}

/** DAO DAO's page with the proposal filled in: to be looked at there, and published there. */
export function link(page: string, proposal: Proposal, queue: timelock.ExecuteMsg, site: Site): string {
  const { chainId, contracts } = site.home;
  const form = {
    id: "DaoProposalSingle",
    data: {
      title: cleanText(proposal.title).trim(),
      description: cleanText(proposal.description),
      actionData: [
        {
          actionKey: "execute",
          data: { chainId, sender: contracts.dao, address: contracts.timelock, message: toJson(queue), funds: [] },
        },
      ],
    },
  };
  // A browser's own decoder of base64 knows bytes only, so letters beyond ASCII are escaped in the JSON.
  const ascii = JSON.stringify(form).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${page.replace(/\/+$/, "")}/dao/${contracts.dao}/proposals/create?prefill=${encodeURIComponent(base64(utf8(ascii)))}`;
}
