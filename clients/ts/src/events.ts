export * from './events/parse.js';
export { events, type Written } from './events/spec.js';
