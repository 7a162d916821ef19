/** Reads texts such as `{action:debug} is paused until {until:number}`. */

/** The kind of an error, and its text with the names and ways of writing of its fields. */
export type Pattern = readonly [kind: string, text: string];

/** An item of a list of sentences. */
export interface Item {
  kind: string;
  fields: Fields;
  text: string;
}

/** What a text says. */
export type Fields = Record<string, string | number | bigint | Item[]>;

/** Patterns of the items of lists, by name. */
export type Groups = Readonly<Record<string, readonly Pattern[]>>;

/** A text that fits a pattern. */
export interface Match {
  fields: Fields;
  /** Characters of the pattern that are not fields: the more, the surer. */
  certainty: number;
}

/** How fields are written. */
const WRITTEN: Record<string, string> = {
  amount: '\\d+',
  number: '\\d+',
  decimal: '-?\\d+(?:\\.\\d+)?',
  word: '\\S+?',
  text: '[^]*?',
  debug: '[^]+?',
};

interface Compiled {
  expression: RegExp;
  fields: readonly [name: string, how: string][];
  certainty: number;
}

const compiled = new Map<string, Compiled>();

/** The fields of a text that fits, or undefined. */
export function match(pattern: string, text: string, groups: Groups): Match | undefined {
  const { expression, fields, certainty } = compile(pattern);
  const found = expression.exec(text);
  if (!found) return undefined;
  const values: Fields = {};
  for (const [index, [name, how]] of fields.entries()) {
    const value = read(how, found[index + 1] ?? '', groups);
    // A field that stands twice must say the same.
    if (value === undefined || (Object.hasOwn(values, name) && values[name] !== value)) return undefined;
    values[name] = value;
  }
  return { fields: values, certainty };
}

/** The best of several patterns. */
export function bestMatch(patterns: readonly Pattern[], text: string, groups: Groups): (Match & { kind: string }) | undefined {
  let best: (Match & { kind: string }) | undefined;
  for (const [kind, pattern] of patterns) {
    const fits = match(pattern, text, groups);
    if (fits && (!best || fits.certainty > best.certainty)) best = { kind, ...fits };
  }
  return best;
}

const LIST = 'list_';
const BETWEEN = '; ';

/** Sentences one after the other. What stands between them may stand within one, too: then it takes more to fit. */
function items(text: string, patterns: readonly Pattern[], groups: Groups): Item[] {
  const parts = text.split(BETWEEN);
  const found: Item[] = [];
  while (parts.length > 0) {
    const counts = parts.map((_, index) => index + 1);
    const fits = counts.flatMap((count) => {
      const sentence = parts.slice(0, count).join(BETWEEN);
      const best = bestMatch(patterns, sentence, groups);
      return best ? [{ count, item: { kind: best.kind, fields: best.fields, text: sentence } }] : [];
    })[0];
    found.push(fits?.item ?? { kind: 'Unknown', fields: {}, text: parts[0] ?? '' });
    parts.splice(0, fits?.count ?? 1);
  }
  return found;
}

function read(how: string, text: string, groups: Groups): Fields[string] | undefined {
  if (how.startsWith(LIST)) return items(text, groups[how.slice(LIST.length)] ?? [], groups);
  switch (how) {
    case 'amount':
      return BigInt(text);
    case 'number': {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : undefined;
    }
    case 'debug':
      return unquote(text);
    default:
      return text;
  }
}

/** Rust's `{:?}` of a text is the text in quotes. */
function unquote(text: string): string {
  if (!/^"[^]*"$/.test(text)) return text;
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
  return text.slice(1, -1).replace(/\\u\{([0-9a-f]+)\}|\\(.)/g, (_, code?: string, letter = '') => {
    return code ? String.fromCodePoint(Number.parseInt(code, 16)) : (escapes[letter] ?? letter);
  });
}

function compile(pattern: string): Compiled {
  const known = compiled.get(pattern);
  if (known) return known;
  const fields: [string, string][] = [];
  let certainty = 0;
  const parts = pattern.split(/(\{\w+:\w+\})/).map((part) => {
    const [, name, how] = /^\{(\w+):(\w+)\}$/.exec(part) ?? [];
    if (name && how) {
      fields.push([name, how]);
      return `(${WRITTEN[how] ?? '[^]*?'})`;
    }
    certainty += part.length;
    return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  const result = { expression: new RegExp(`^${parts.join('')}$`), fields, certainty };
  compiled.set(pattern, result);
  return result;
}
