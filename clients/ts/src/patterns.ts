/** Reads texts such as `{action:debug} is paused until {until:number}`. */

/** The kind of an error, and its text with the names and ways of writing of its fields. */
export type Pattern = readonly [kind: string, text: string];

/** A text that fits a pattern. */
export interface Match {
  fields: Record<string, string | number | bigint>;
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
export function match(pattern: string, text: string): Match | undefined {
  const { expression, fields, certainty } = compile(pattern);
  const found = expression.exec(text);
  if (!found) return undefined;
  const values: Match['fields'] = {};
  for (const [index, [name, how]] of fields.entries()) {
    const value = read(how, found[index + 1] ?? '');
    // A field that stands twice must say the same.
    if (value === undefined || (Object.hasOwn(values, name) && values[name] !== value)) return undefined;
    values[name] = value;
  }
  return { fields: values, certainty };
}

function read(how: string, text: string): string | number | bigint | undefined {
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
