/** What all words of errors are made of. */
import type { Site } from "../chain/deployment.ts";
import { visible } from "../core/text.ts";

/** What the sentences name. */
export type Names = Pick<Site, "qer" | "stable" | "eth" | "fee"> & { readonly home: { readonly chainId: string } };

/** `what` happened; `remedy` is what the reader can do. */
export interface Words {
  readonly what: string;
  readonly remedy: string;
}

/** Chain data as text: short, and without characters that nobody sees. */
export function clean(said: string): string {
  const text = visible(said).trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
