/** The contracts' errors, from the text in which a node tells them. */
import { type AnyError, contracts, shared } from './generated/errors.js';
import { type Fields, match, type Pattern } from './patterns.js';

export type * from './generated/errors.js';

/** A contract of which the errors are known. */
export type ContractName = keyof typeof contracts;

/** An error of a contract, or a text that is none of them. */
export type ParsedError = { text: string } & (
  | AnyError
  /** Several contracts say this, and which one it was is not known. */
  | { contract: 'several'; kind: string; fields: Fields }
  /** Somebody else's words: of another contract, the bank, the node. */
  | { contract: 'unknown'; kind: 'Unknown'; fields: Record<string, never> }
);

/** An error that a contract has answered, or would if the message were sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly error: ParsedError) {
    super(error.text);
  }
}

/** What the contract said, without what chain and node have put around it. */
export function contractText(message: string): string {
  let text = message.replace(/^[^]*?failed to execute message; message index: \d+: /, '');
  text = text.replace(/^(?:rpc error: code = \w+ desc = )+/, '');
  for (const around of [/^(?:dispatch|submessages|Querier contract error|reply): /]) {
    while (around.test(text)) text = text.replace(around, '');
  }
  return text.replace(/: (?:execute|query|instantiate|migrate|sudo|reply) wasm contract failed[^]*$/, '').trim();
}

/**
 * The error that a text tells.
 *
 * @param hint the contract that was asked. Its own errors come before those of others that say the same; messages
 * within messages may still bring another contract's.
 */
export function parseError(message: string, hint?: ContractName): ParsedError {
  const text = contractText(message);
  const names = Object.keys(contracts) as ContractName[];
  const found = (hint && best([hint], text)) ?? best(names, text);
  // Generic words such as "{what} not found" in the hinted contract give way to another's exact ones.
  const other = hint ? best(names, text) : undefined;
  const chosen = found && other && other.certainty > found.certainty ? other : found;
  if (!chosen) return { contract: 'unknown', kind: 'Unknown', fields: {}, text };
  const { kind, fields, from } = chosen;
  const contract = hint && from.includes(hint) ? hint : from.length === 1 ? from[0] : 'several';
  return { contract, kind, fields, text } as ParsedError;
}

interface Found {
  from: ContractName[];
  kind: string;
  fields: Fields;
  certainty: number;
}

function best(names: readonly ContractName[], text: string): Found | undefined {
  let found: Found | undefined;
  for (const name of names) {
    for (const [kind, pattern] of patternsOf(name)) {
      const fits = match(pattern, text, shared);
      if (!fits || (found && fits.certainty < found.certainty)) continue;
      if (found && fits.certainty === found.certainty) {
        // The same words; the first kind stands.
        if (!found.from.includes(name)) found.from.push(name);
        continue;
      }
      found = { from: [name], kind, ...fits };
    }
  }
  return found;
}

function* patternsOf(name: ContractName): Generator<Pattern> {
  const { own, shared: groups } = contracts[name];
  yield* own;
  for (const [prefix, group] of Object.entries(groups)) {
    for (const [kind, pattern] of shared[group]) yield [`${prefix}.${kind}`, pattern];
  }
}
