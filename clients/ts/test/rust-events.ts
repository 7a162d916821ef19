/** The events that the contracts emit, read from their Rust sources: by type, the names of the attributes. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, text } from './repository.js';

/** Attributes whose names are made at run time, by the function that makes them. */
const MADE: Record<string, string[]> = {
  'market/with_release': ['eth', 'unsent', 'stable', 'pending'].flatMap((part) => [`paid_${part}`, `returned_${part}`]),
  'market/set_barred': ['barred', 'unbarred'],
  'timelock/update_params': ['routine', 'sensitive', 'critical'].flatMap((name) =>
    ['floor', 'delay', 'bond'].map((of) => `${name}_${of}`),
  ),
};

const OWNERSHIP = ['owner', 'pending_owner', 'pending_expiry'];

/** Functions that make events of several types: the verbs, and the attributes that go by them. */
const SEVERAL: Record<string, { verbs: string[]; attributes: (verb: string) => string[] }> = {
  'voting/hook': { verbs: ['add_hook', 'remove_hook'], attributes: () => [] },
  'timelock/set_role': { verbs: ['set_dao', 'set_guardian', 'set_steward'], attributes: (verb) => [verb.slice(4)] },
};

/** A literal that a caller hands on as the name of an attribute. */
const HANDED_ON: Record<string, string> = { 'reserve/eth_sold': '"qerun-reserve/\\w+", "(\\w+)"' };

export function rustEvents(): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const contract of readdirSync(join(root, 'contracts'))) {
    const folder = join(root, 'contracts', contract, 'src');
    if (!existsSync(join(folder, 'events.rs'))) continue;
    const functions = new Map(sources(contract, folder).flatMap((file) => [...functionsOf(file)]));
    for (const [name, body] of functions) {
      for (const [type, attributes] of eventsOf(contract, name, body, functions)) all.set(type, attributes);
    }
  }
  return all;
}

/** Types of events that are named outside of the builders, which would be none that the client knows. */
export function strayEvents(): string[] {
  return readdirSync(join(root, 'contracts')).flatMap((contract) => {
    const folder = join('contracts', contract, 'src');
    const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.rs') && name !== 'events.rs');
    return files.filter((name) => text(folder, name).includes('Event::new(')).map((name) => `${contract}/${name}`);
  });
}

function sources(contract: string, folder: string): string[] {
  const more = join(folder, 'events');
  const files = existsSync(more) && statSync(more).isDirectory() ? readdirSync(more).map((name) => join('events', name)) : [];
  return ['events.rs', ...files].map((name) => text('contracts', contract, 'src', name));
}

/** Functions at the top of a file, with their bodies. */
function functionsOf(source: string): Map<string, string> {
  const found = source.matchAll(/^(?:pub )?fn (\w+)[^]*?\n\}/gm);
  return new Map([...found].map(([body, name = '']) => [name, body]));
}

function* eventsOf(
  contract: string,
  name: string,
  body: string,
  functions: Map<string, string>,
): Generator<[string, Set<string>]> {
  const key = `${contract}/${name}`;
  const attributes = attributesOf(contract, name, functions);
  const several = SEVERAL[key];
  if (several) {
    for (const verb of several.verbs) {
      yield [`qerun-${contract}/${verb}`, new Set([...attributes, ...several.attributes(verb)])];
    }
    return;
  }
  const literal = new RegExp(`"(qerun-${contract}/\\w+)"`).exec(body)?.[1];
  const verb = /\bevent\("(\w+)"\)/.exec(body)?.[1];
  const type = literal ?? (verb && `qerun-${contract}/${verb}`);
  if (type) yield [type, attributes];
}

/** With those of the functions that it calls. */
function attributesOf(contract: string, name: string, functions: Map<string, string>): Set<string> {
  const body = functions.get(name) ?? '';
  const own = [...body.matchAll(/add_attribute\(\s*"(\w+)"/g)].map(([, attribute = '']) => attribute);
  const called = [...functions.keys()].filter((other) => other !== name && new RegExp(`(?<![.\\w])${other}\\(`).test(body));
  const inner = called.flatMap((other) => {
    const handed = HANDED_ON[`${contract}/${other}`];
    const literal = handed && new RegExp(handed).exec(body)?.[1];
    return [...attributesOf(contract, other, functions), ...(literal ? [literal] : [])];
  });
  const ownership = body.includes('into_attributes()') ? OWNERSHIP : [];
  return new Set([...own, ...inner, ...ownership, ...(MADE[`${contract}/${name}`] ?? [])]);
}
