/** The committed schemas: what messages and queries there are, and whether an answer is as they say. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part of JSON schema that cosmwasm-schema writes. */
export interface JsonSchema {
  $ref?: string;
  title?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema | JsonSchema[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minimum?: number;
  definitions?: Record<string, JsonSchema>;
}

export interface ContractSchema {
  execute: JsonSchema;
  query: JsonSchema;
  responses: Record<string, JsonSchema>;
}

const client = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(dirname(dirname(client)), 'schema');

/** By contract. */
export function contractSchemas(): Map<string, ContractSchema> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'published.json');
  return new Map(files.map((file) => [file.slice(0, -5), read(file) as unknown as ContractSchema]));
}

/** What a cw20 `send` may carry, by contract. */
export function receiveSchemas(): Map<string, JsonSchema> {
  const { receive } = read('published.json') as { receive: Record<string, JsonSchema> };
  return new Map(Object.entries(receive));
}

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
}

/** The names of an enum of structs. */
export function variants(schema: JsonSchema | undefined): string[] {
  return (schema?.oneOf ?? []).flatMap((one) => Object.keys(one.properties ?? {}));
}

/** What in a value is not as the root schema says; empty if all is. */
export function violations(value: unknown, root: JsonSchema): string[] {
  return check(value, root, root.definitions ?? {}, '');
}

type Definitions = Record<string, JsonSchema>;

function check(value: unknown, schema: JsonSchema, definitions: Definitions, path: string): string[] {
  const wrong = (what: string) => [`${path || 'the answer'} ${what}: ${JSON.stringify(value)?.slice(0, 100)}`];
  if (schema.$ref) {
    const name = schema.$ref.slice('#/definitions/'.length);
    const of = definitions[name];
    return of ? check(value, of, definitions, path) : wrong(`needs the unknown ${name}`);
  }
  const all = (schema.allOf ?? []).flatMap((one) => check(value, one, definitions, path));
  const any = schema.anyOf ?? schema.oneOf;
  if (any && !any.some((one) => check(value, one, definitions, path).length === 0)) {
    // The closest alternative says most.
    const all = any.map((one) => check(value, one, definitions, path));
    return all.reduce((best, one) => (one.length < best.length ? one : best));
  }
  if (schema.enum && !schema.enum.includes(value)) return wrong('is none of the enum');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.includes(typeOf(value)) && !(types.includes('number') && typeOf(value) === 'integer')) {
    return wrong(`is not ${types.join(' or ')}`);
  }
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) return wrong('is too small');
  // Numbers beyond this are not what the chain sent.
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return wrong('is no safe integer');
  if (Array.isArray(value)) return [...all, ...elements(value, schema, definitions, path)];
  if (typeOf(value) === 'object') return [...all, ...fields(value as Record<string, unknown>, schema, definitions, path)];
  return all;
}

function elements(value: unknown[], schema: JsonSchema, definitions: Definitions, path: string): string[] {
  const { items } = schema;
  if (items === undefined) return [];
  return value.flatMap((one, index) => {
    const of = Array.isArray(items) ? items[index] : items;
    return of ? check(one, of, definitions, `${path}.${index}`) : [`${path} has too many elements`];
  });
}

function fields(value: Record<string, unknown>, schema: JsonSchema, definitions: Definitions, path: string): string[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name)).map((name) => `${path} has no ${name}`);
  const wrong = Object.entries(value).flatMap(([name, one]) => {
    const of = schema.properties?.[name] ?? schema.additionalProperties;
    if (of === false) return [`${path} has the unknown ${name}`];
    return typeof of === 'object' ? check(one, of, definitions, `${path}.${name}`) : [];
  });
  return [...missing, ...wrong];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
