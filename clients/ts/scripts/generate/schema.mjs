// Reads schema/: for each contract its messages, and every named type once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PUBLISHED = 'published.json';

/** The contracts by name, with what is published besides their schema. */
export function loadContracts(folder) {
  const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const published = read(PUBLISHED);
  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== PUBLISHED)
    .map((file) => file.slice(0, -'.json'.length));
  const names = new Set([...named, ...Object.keys(published.receive), ...Object.keys(published.records)]);
  return [...names].sort().map((name) => {
    const schema = named.includes(name) ? read(`${name}.json`) : {};
    return new Contract(name, schema, published);
  });
}

class Contract {
  constructor(name, schema, published) {
    this.name = name;
    /** Schemas by name; first those of messages. */
    this.types = new Map();
    this.hasMessages = schema.execute !== undefined;
    for (const section of ['instantiate', 'execute', 'query', 'migrate', 'sudo']) {
      if (schema[section]) this.learn(schema[section]);
    }
    this.responses = {};
    for (const [query, response] of Object.entries(schema.responses ?? {})) {
      this.responses[query] = this.learn(response);
    }
    this.receives = published.receive[name] !== undefined;
    if (this.receives) this.learn(published.receive[name]);
    if (published.notify[name]) this.learn(published.notify[name]);
    this.records = Object.entries(published.records[name] ?? {}).map(([record, { value, ...key }]) => {
      return { record, ...key, value: this.learn(value) };
    });
  }

  /** Adds a root schema with its definitions; a reference to it, or its own schema where it has no name of ours. */
  learn(root) {
    const { definitions, title, $schema, ...schema } = root;
    for (const [name, definition] of Object.entries(definitions ?? {})) this.add(name, definition);
    if (isScalar(title)) {
      ensureText(title, schema);
      return { $ref: `#/definitions/${title}` };
    }
    if (/^(Nullable_|Empty$|uint|Array_|Boolean$)/.test(title)) return rename(schema);
    this.add(title, schema);
    return { $ref: `#/definitions/${short(title)}` };
  }

  add(name, schema) {
    const own = short(name);
    if (isScalar(own)) return ensureText(own, schema);
    const next = rename(schema);
    const old = this.types.get(own);
    if (old && shape(old) !== shape(next)) {
      throw new Error(`${this.name} has two types ${own}; one of them needs another name`);
    }
    if (!old) this.types.set(own, next);
  }

  variants(type) {
    return (this.types.get(type)?.oneOf ?? []).flatMap((variant) => {
      return Object.entries(variant.properties ?? {}).map(([name, fields]) => ({
        name,
        fields,
        description: variant.description,
      }));
    });
  }
}

/** What becomes a bigint, and what stays text, wherever it stands. */
export const SCALARS = {
  Uint64: 'bigint',
  Uint128: 'bigint',
  Uint256: 'bigint',
  Int128: 'bigint',
  Timestamp: 'bigint',
  Addr: 'string',
  Binary: 'string',
  Decimal: 'string',
  HexBinary: 'string',
};

export function isScalar(name) {
  return Object.hasOwn(SCALARS, name);
}

/** Each of them is text in JSON, or refers to one that is: `decode` would read anything else wrong. */
function ensureText(name, { type, allOf }) {
  const inner = allOf?.length === 1 ? refName(allOf[0]) : undefined;
  if (type !== 'string' && !isScalar(inner)) throw new Error(`the schema writes ${name} not as text`);
}

export function refName(schema) {
  return schema.$ref?.slice('#/definitions/'.length);
}

/** `Config<Addr>` and `Config<String>` are one type here: an address is text in JSON. */
function short(name) {
  return name.replace(/_for_(Addr|String|Empty)$/, '');
}

function rename(value) {
  if (Array.isArray(value)) return value.map(rename);
  if (value === null || typeof value !== 'object') return value;
  if (value.$ref) {
    const name = short(refName(value));
    const rest = value.description ? { description: value.description } : {};
    return name === 'Addr' ? { type: 'string', ...rest } : { $ref: `#/definitions/${name}`, ...rest };
  }
  const { anyOf, ...rest } = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
  if (!anyOf) return rest;
  // An optional address, as an optional text is written.
  const texts = anyOf.length === 2 && anyOf[0].type === 'string' && anyOf[1].type === 'null';
  return texts ? { ...rest, type: ['string', 'null'] } : { ...rest, anyOf };
}

/** The schema without its words, for comparison. */
function shape(schema) {
  return JSON.stringify(flatten(schema));
}

function flatten(value) {
  if (Array.isArray(value)) return value.map(flatten);
  if (value === null || typeof value !== 'object') return value;
  if (value.allOf?.length === 1) return flatten(value.allOf[0]);
  const entries = Object.entries(value).filter(([key, inner]) => {
    return key !== 'additionalProperties' && key !== 'default' && !(key === 'description' && typeof inner === 'string');
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, flatten(inner)]));
}
