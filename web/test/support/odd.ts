/** Answers that no contract gives, and the places in an answer where they can stand. */

type Json = unknown;
const MANY = 10_000;

/** By what is wrong with it: in the place of what a contract has answered. */
export const ODDITIES: Readonly<Record<string, (honest: Json) => Json>> = {
  null: () => null,
  "an empty record": () => ({}),
  "another type": (honest) => (typeof honest === "string" ? 5 : typeof honest === "number" ? "five" : typeof honest === "boolean" ? "yes" : true),
  "a negative amount": (honest) => (typeof honest === "number" ? -1 : "-5"),
  "an amount beyond 128 bits": (honest) => (typeof honest === "number" ? 1e40 : (1n << 128n).toString()),
  "a decimal of 40 digits": (honest) => (typeof honest === "number" ? 0.5 : "0.1234567890123456789012345678901234567890"),
  "a whole number of 40 digits": () => "1234567890123456789012345678901234567890",
  "an address that is none": () => "home1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
  "a list of 10,000 rows": (honest) => Array.from({ length: MANY }, () => (Array.isArray(honest) && typeof honest[0] !== "object" ? (honest[0] as Json) : null)),
};

export type Path = readonly (string | number)[];

/** Every place in an answer: of lists, their first row stands for all. */
export function places(answer: Json): Path[] {
  const inner = Array.isArray(answer) ? answer.slice(0, 1).map((row, i) => [i, row] as const) : typeof answer === "object" && answer !== null ? Object.entries(answer) : [];
  return [[], ...inner.flatMap(([key, value]) => places(value).map((path): Path => [key, ...path]))];
}

export function valueAt(answer: Json, path: Path): Json {
  return path.reduce<Json>((value, key) => (value as Record<string | number, Json>)[key], answer);
}

/** The answer with another value in one place. */
export function put(answer: Json, path: Path, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(answer) ? [...(answer as Json[])] : { ...(answer as object) }) as Record<string | number, Json>;
  copy[key] = put(copy[key], rest, value);
  return copy;
}

/** The answer with another value in every place that holds one. */
export function everywhere(answer: Json, change: (honest: Json) => Json): Json {
  if (Array.isArray(answer)) return answer.map((row) => everywhere(row, change));
  if (typeof answer !== "object" || answer === null) return change(answer);
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, everywhere(value, change)]));
}

const isNumber = (value: Json): value is string => typeof value === "string" && /^[0-9]+(\.[0-9]+)?$/.test(value);
const MOST = (1n << 128n) - 1n;

/** Answers that a contract can give, at the ends of what it can: each has to be shown. */
export const EXTREMES: Readonly<Record<string, (answer: Json) => Json>> = {
  "as much as can be": (answer) => everywhere(answer, (honest) => (typeof honest === "number" ? 2 ** 64 : !isNumber(honest) ? honest : honest.includes(".") || honest.length < 3 ? "340282366920938463463.374607431768211455" : MOST.toString())),
  "amounts as large as can be": (answer) => everywhere(answer, (honest) => (isNumber(honest) && !honest.includes(".") && honest.length > 3 ? MOST.toString() : honest)),
  "nothing of anything": (answer) => everywhere(answer, (honest) => (typeof honest === "number" ? 0 : isNumber(honest) ? "0" : honest)),
  "no rows": (answer) => (Array.isArray(answer) ? [] : typeof answer === "object" && answer !== null ? Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, Array.isArray(value) ? [] : value])) : answer),
  "all flags turned": (answer) => everywhere(answer, (honest) => (typeof honest === "boolean" ? !honest : honest)),
};
