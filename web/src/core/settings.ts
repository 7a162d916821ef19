/** What the user has chosen in this browser. */
import { store, type Store } from "./store.ts";
import type { Memory } from "./storage.ts";

export type Theme = "system" | "light" | "dark";

export class Settings {
  readonly theme: Store<Theme>;
  /** The user's own node; none: the deployment's. */
  readonly node: Store<string | undefined>;

  constructor(private readonly memory: Memory) {
    const theme = memory.read("theme");
    const node = memory.read("node");
    this.theme = store<Theme>(theme === "light" || theme === "dark" ? theme : "system");
    this.node = store<string | undefined>(typeof node === "string" ? node : undefined);
  }

  setTheme(theme: Theme): void {
    this.memory.write("theme", theme);
    this.theme.set(theme);
  }

  setNode(node: string | undefined): void {
    this.memory.write("node", node);
    this.node.set(node);
  }
}

/** Tells the style sheet; `system` leaves it to the browser. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  if (theme === "system") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
}
