/** Rooms by the part of the address behind #, so that any static host can serve the page. */
import { store, type Store } from "../core/store.ts";

export function routeOf(hash: string): string {
  return /^#\/([a-z]+)/.exec(hash)?.[1] ?? "overview";
}

/** The room that the address names, kept in step with it. */
export function followRoute(page: Window): Store<string> {
  const route = store(routeOf(page.location.hash));
  page.addEventListener("hashchange", () => route.set(routeOf(page.location.hash)));
  return route;
}
