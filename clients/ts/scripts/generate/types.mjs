// JSON schema as TypeScript types, and as shapes for the decoder.
import { isScalar, refName, SCALARS } from './schema.mjs';

/** A named type. */
export function declaration(name, schema) {
  const doc = comment(schema.description, '');
  if (schema.type === 'object' && schema.properties) {
    return `${doc}export interface ${name} ${object(schema, '')}\n`;
  }
  if (schema.type === 'object' && !schema.additionalProperties) {
    return `${doc}export type ${name} = Record<string, never>;\n`;
  }
  if (schema.oneOf) {
    const lines = schema.oneOf.map((variant) => {
      const words = comment(variant.description, '  ');
      return `${words}  | ${type({ ...variant, description: undefined }, '    ')}`;
    });
    return `${doc}export type ${name} =\n${lines.join('\n')};\n`;
  }
  return `${doc}export type ${name} = ${type(schema, '')};\n`;
}

/** A type where it is used. */
export function type(schema, indent) {
  const name = refName(schema);
  if (name) return isScalar(name) ? SCALARS[name] : name;
  if (schema.allOf?.length === 1) return type(schema.allOf[0], indent);
  const any = schema.anyOf ?? schema.oneOf;
  if (any) return any.map((one) => type(one, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => quote(value)).join(' | ');
  if (Array.isArray(schema.type)) {
    return schema.type.map((one) => type({ ...schema, type: one }, indent)).join(' | ');
  }
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return array(schema, indent);
    case 'object':
      if (schema.properties) return object(schema, indent);
      if (typeof schema.additionalProperties === 'object') {
        return `Record<string, ${type(schema.additionalProperties, indent)}>`;
      }
      return 'Record<string, never>';
    default:
      throw new Error(`the schema has a type that the generator does not know: ${JSON.stringify(schema)}`);
  }
}

function array(schema, indent) {
  if (Array.isArray(schema.items)) return `[${schema.items.map((one) => type(one, indent)).join(', ')}]`;
  const inner = type(schema.items, indent);
  return /^\w+$/.test(inner) ? `${inner}[]` : `Array<${inner}>`;
}

function object(schema, indent) {
  const required = new Set(schema.required);
  const deeper = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([name, field]) => {
    const mark = required.has(name) ? '' : '?';
    return `${comment(field.description, deeper)}${deeper}${name}${mark}: ${type(field, deeper)};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** Whether a message can be sent without fields. */
export function isBare(fields) {
  return !refName(fields) && !fields.allOf && (fields.required ?? []).length === 0;
}

/** Whether a message has no fields at all. */
export function isEmpty(fields) {
  return isBare(fields) && Object.keys(fields.properties ?? {}).length === 0;
}

export function comment(text, indent) {
  if (!text) return '';
  const lines = text
    .replaceAll('*/', '* /')
    .split('\n')
    .map((line) => line.trimEnd());
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line ? ` ${line}` : ''}`).join('\n')}\n${indent} */\n`;
}

export function quote(value) {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

export function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

export function pascal(name) {
  const words = camel(name);
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * What the decoder must change in a value: `1` is a number written as text, a name is another type, `[x]` a list,
 * `{t: [..]}` a tuple, `{m: x}` a map, `{f: {..}}` fields. Undefined if there is nothing.
 */
export function shapeOf(schema, types, looking = new Set()) {
  const name = refName(schema);
  if (name) {
    if (isScalar(name)) return SCALARS[name] === 'bigint' ? 1 : undefined;
    return holdsAmounts(name, types, looking) ? name : undefined;
  }
  const parts = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (parts) return merge(parts.map((part) => shapeOf(part, types, looking)));
  if (schema.items) {
    if (!Array.isArray(schema.items)) {
      const inner = shapeOf(schema.items, types, looking);
      return inner === undefined ? undefined : [inner];
    }
    const inner = schema.items.map((item) => shapeOf(item, types, looking) ?? 0);
    return inner.some((one) => one !== 0) ? { t: inner } : undefined;
  }
  if (schema.properties) {
    const fields = Object.entries(schema.properties).flatMap(([field, value]) => {
      const inner = shapeOf(value, types, looking);
      return inner === undefined ? [] : [[field, inner]];
    });
    return fields.length > 0 ? { f: Object.fromEntries(fields) } : undefined;
  }
  if (typeof schema.additionalProperties === 'object') {
    const inner = shapeOf(schema.additionalProperties, types, looking);
    return inner === undefined ? undefined : { m: inner };
  }
  return undefined;
}

function holdsAmounts(name, types, looking) {
  if (looking.has(name)) return false;
  return shapeOf(types.get(name), types, new Set([...looking, name])) !== undefined;
}

function merge(shapes) {
  const present = shapes.filter((one) => one !== undefined);
  if (present.length < 2) return present[0];
  if (present.every((one) => one.f)) return { f: Object.assign({}, ...present.map((one) => one.f)) };
  throw new Error(`alternatives of different kinds: ${JSON.stringify(present)}`);
}
