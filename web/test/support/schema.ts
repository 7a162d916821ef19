/** A comparison of JSON with a JSON schema, as far as cosmwasm-schema writes them. */

export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Where a value is not what the schema says; empty if it is. A field that the schema does not name counts, too. */
export function mismatches(value: unknown, schema: Schema, root: Schema = schema, path = "$"): string[] {
  if (schema.$ref) {
    const definition = root.definitions?.[schema.$ref.replace("#/definitions/", "")];
    return definition ? mismatches(value, definition, root, path) : [`${path}: no definition ${schema.$ref}`];
  }
  if (schema.allOf) return schema.allOf.flatMap((part) => mismatches(value, part, root, path));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const tries = choices.map((choice) => mismatches(value, choice, root, path));
    return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? []);
  }
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${path} is ${JSON.stringify(value)}`];
  if (schema.type === undefined) return [];
  const types = Array.isArray(schema.type) ? (schema.type as string[]) : [schema.type as string];
  if (!types.some((type) => isOf(value, type))) return [`${path} is a ${value === null ? "null" : typeof value}, not a ${types.join(" or ")}`];
  if (Array.isArray(value)) {
    const items = schema.items;
    return items && !Array.isArray(items) ? value.flatMap((item, i) => mismatches(item, items as Schema, root, `${path}[${i}]`)) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const properties = schema.properties ?? {};
  return [
    ...(schema.required ?? []).filter((name) => !(name in record)).map((name) => `${path}.${name} is missing`),
    ...Object.entries(record).flatMap(([name, inner]) => {
      const property = properties[name];
      return property ? mismatches(inner, property, root, `${path}.${name}`) : [`${path}.${name} is unknown`];
    }),
  ];
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
