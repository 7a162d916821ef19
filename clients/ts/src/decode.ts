/**
 * Turns the text in which the chain writes 64 bits and more into bigint. Only what a schema declares so is changed:
 * a text that merely looks like a number stays text.
 */

/**
 * What to change: 0 nothing, 1 a number written as text, a name the shape of that name, `[x]` each of a list, `{t}`
 * each of a tuple, `{m}` each value of a map, `{f}` fields.
 */
export type Shape =
  | 0
  | 1
  | string
  | readonly [Shape]
  | { readonly t: readonly Shape[] }
  | { readonly m: Shape }
  | { readonly f: Readonly<Record<string, Shape>> };

/** Shapes by name. */
export type Shapes = Readonly<Record<string, Shape>>;

/** An answer that is not what the schema says: another version of the contract, or a node that lies. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  constructor(
    /** Where in the answer. */
    readonly path: string,
    found: unknown,
  ) {
    super(`the answer has ${JSON.stringify(found)} at ${path || 'its top'}, where a number is expected`);
  }
}

/** The value as its type says. Errors: {@link DecodeError}. */
export function decode<T>(value: unknown, shapes: Shapes, shape: Shape | undefined): T {
  return (shape === undefined ? value : change(value, shapes, shape, '')) as T;
}

function change(value: unknown, shapes: Shapes, shape: Shape, path: string): unknown {
  if (shape === 0 || value === null || value === undefined) return value;
  if (shape === 1) {
    if (typeof value !== 'string' || !/^-?\d+$/.test(value)) throw new DecodeError(path, value);
    return BigInt(value);
  }
  if (typeof shape === 'string') return change(value, shapes, shapes[shape] ?? 0, path);
  // A variant without fields beside others with numbers.
  if (typeof value !== 'object') return value;
  const inner = (one: unknown, of: Shape, key: string | number) => change(one, shapes, of, `${path}.${key}`);
  if (Array.isArray(value)) {
    return value.map((one, index) => inner(one, elementShape(shape, index), index));
  }
  const fields = Object.entries(value).map(([key, one]) => [key, inner(one, fieldShape(shape, key), key)]);
  return Object.fromEntries(fields);
}

function elementShape(shape: Exclude<Shape, 0 | 1 | string>, index: number): Shape {
  if (isList(shape)) return shape[0];
  return 't' in shape ? (shape.t[index] ?? 0) : 0;
}

function fieldShape(shape: Exclude<Shape, 0 | 1 | string>, key: string): Shape {
  if (isList(shape)) return 0;
  if ('f' in shape) return Object.hasOwn(shape.f, key) ? (shape.f[key] ?? 0) : 0;
  return 'm' in shape ? shape.m : 0;
}

function isList(shape: Exclude<Shape, 0 | 1 | string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
