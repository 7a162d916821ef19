/** Events of the contracts as typed values. */
import { events } from './spec.js';
import type { Single, Written } from './written.js';

/** A part of a claim that is in a batch. */
export interface BatchPart {
  batch_id: bigint;
  amount: bigint;
}

/** A tier as an event names it. */
export interface TierRow {
  /** Seconds. */
  unbonding: number;
  multiplier: string;
}

interface SingleValues {
  amount: bigint;
  bool: boolean;
  decimal: string;
  id: bigint;
  number: number;
  text: string;
}

type Value<W> = W extends 'part[]'
  ? BatchPart[]
  : W extends 'tier[]'
    ? TierRow[]
    : W extends 'text[]'
      ? string[]
      : W extends `${infer S extends Single}?`
        ? SingleValues[S] | undefined
        : W extends `${infer S extends Single}|none`
          ? SingleValues[S] | null
          : W extends Single
            ? SingleValues[W]
            : never;

/** The types of all events. */
export type EventType = keyof typeof events;

/** What an event says. */
export type EventData<T extends EventType> = { -readonly [K in keyof (typeof events)[T]]: Value<(typeof events)[T][K]> };

/** An event of one of the contracts; `type` tells which, and so what `data` has. */
export type QerunEvent = {
  [T in EventType]: {
    type: T;
    /** The contract that emitted it. */
    contract: string;
    data: EventData<T>;
  };
}[EventType];

/** As nodes and CosmJS tell events. */
export interface RawEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** An event of ours that lacks an attribute, or has one that cannot be read: of another version. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

const PREFIX = 'wasm-';

/** Our events among those of a transaction, in order. Errors: {@link EventError}. */
export function parseEvents(all: readonly RawEvent[]): QerunEvent[] {
  return all.flatMap((event) => parseEvent(event) ?? []);
}

/** One event; undefined if it is not one of ours. Errors: {@link EventError}. */
export function parseEvent(event: RawEvent): QerunEvent | undefined {
  const type = event.type.startsWith(PREFIX) ? event.type.slice(PREFIX.length) : event.type;
  if (!Object.hasOwn(events, type)) return undefined;
  const spec: Record<string, Written> = events[type as EventType];
  const values = (key: string) => event.attributes.filter((one) => one.key === key).map((one) => one.value);
  const data = Object.entries(spec).map(([key, written]) => [key, read(written, values(key), `${key} of ${type}`)]);
  const [contract = ''] = values('_contract_address');
  return { type, contract, data: Object.fromEntries(data) } as QerunEvent;
}

/** Those of one type. Errors: {@link EventError}. */
export function eventsOf<T extends EventType>(all: readonly QerunEvent[], type: T): EventData<T>[] {
  return all.filter((event) => event.type === type).map((event) => event.data as EventData<T>);
}

function read(written: Written, values: readonly string[], what: string): unknown {
  switch (written) {
    case 'text[]':
      return [...values];
    case 'part[]':
      return values.map((value) => {
        const [id, amount] = split(value, what);
        return { batch_id: whole(id, what), amount: whole(amount, what) };
      });
    case 'tier[]':
      return values.map((value) => {
        const [unbonding, multiplier] = split(value, what);
        return { unbonding: Number(whole(unbonding, what)), multiplier };
      });
  }
  const [, kind, mark] = /^(\w+)(\?|\|none)?$/.exec(written) ?? [];
  const [value] = values;
  if (value === undefined) {
    if (mark === '?') return undefined;
    throw new EventError(`there is no ${what}`);
  }
  if (mark === '|none' && value === 'none') return null;
  return readOne(kind as Single, value, what);
}

function readOne(kind: Single, value: string, what: string): unknown {
  switch (kind) {
    case 'amount':
    case 'id':
      return whole(value, what);
    case 'number':
      return Number(whole(value, what));
    case 'bool':
      if (value !== 'true' && value !== 'false') throw new EventError(`${what} is ${value}`);
      return value === 'true';
    case 'decimal':
      if (!/^-?\d+(\.\d+)?$/.test(value)) throw new EventError(`${what} is ${value}`);
      return value;
    case 'text':
      return value;
  }
}

function split(value: string, what: string): [string, string] {
  const at = value.indexOf(':');
  if (at < 0) throw new EventError(`${what} is ${value}`);
  return [value.slice(0, at), value.slice(at + 1)];
}

function whole(value: string, what: string): bigint {
  if (!/^\d+$/.test(value)) throw new EventError(`${what} is ${value}`);
  return BigInt(value);
}
