export * from './events/parse.js';
export { events } from './events/spec.js';
export type { Written } from './events/written.js';
