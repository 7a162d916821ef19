/** How an attribute is written. */
export type Written = Single | `${Single}?` | `${Single}|none` | 'text[]' | 'part[]' | 'tier[]';

export type Single = 'amount' | 'bool' | 'decimal' | 'id' | 'number' | 'text';

/** Events with the attributes that they have. */
export type Specs = Record<`qerun-${string}/${string}`, Record<string, Written>>;
