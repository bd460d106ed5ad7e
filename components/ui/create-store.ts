import { useSyncExternalStore } from "react";

/** A value that several parts of a screen share: read it, change it, or follow it inside a component. */
export interface Store<Value> {
  get(): Value;
  set(change: (value: Value) => Value): void;
  use(): Value;
}

/** Makes a shared value; on the server it is always the initial one. */
export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  const follow = (tell: () => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  return {
    get: () => value,
    set: (change) => {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const tell of listeners) tell();
    },
    use: () =>
      useSyncExternalStore(
        follow,
        () => value,
        () => initial,
      ),
  };
}
