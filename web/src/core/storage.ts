/** localStorage that may be full, forbidden or filled by an older page: then the page works on without memory. */

export interface Memory {
  read(key: string): unknown;
  /** Whether it is kept: not where the place is full or forbidden. */
  write(key: string, value: unknown): boolean;
}

/** Under a prefix of the deployment, so that two deployments on one host do not mix. */
export function memory(prefix: string, storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined): Memory {
  return {
    read(key) {
      try {
        const text = storage?.getItem(`${prefix}/${key}`);
        return text ? (JSON.parse(text) as unknown) : undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        if (value === undefined) storage?.removeItem(`${prefix}/${key}`);
        else storage?.setItem(`${prefix}/${key}`, JSON.stringify(value));
        return storage !== undefined;
      } catch {
        // Nothing is lost that the chain does not know.
        return false;
      }
    },
  };
}

/** The browser's storage, if it gives one: with cookies blocked even naming it throws. */
export function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
