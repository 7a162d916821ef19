/** Files of the repository that the client must agree with. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** clients/ts; the tests run from build/test. */
export const client = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const root = dirname(dirname(client));

export function text(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

export function schemas(): Map<string, Schema> {
  const names = readdirSync(join(root, 'schema')).filter((name) => name !== 'published.json');
  return new Map(names.map((name) => [name.replace(/\.json$/, ''), JSON.parse(text('schema', name))]));
}

export interface Schema {
  execute: Variants;
  query: Variants;
}

export interface Variants {
  oneOf?: { properties?: Record<string, { required?: string[]; $ref?: string; properties?: object }> }[];
}

/** The names of an enum's variants, as they are in JSON. */
export function variants({ oneOf = [] }: Variants): string[] {
  return oneOf.flatMap((one) => Object.keys(one.properties ?? {}));
}

export function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export interface Published {
  receive: Record<string, Variants>;
  records: Record<string, Record<string, { key: string; of?: 'text' | 'u64'; example?: { of: string; raw: string } }>>;
}

export function published(): Published {
  return JSON.parse(text('schema', 'published.json')) as Published;
}
