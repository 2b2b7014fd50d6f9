import type { DeliveryObserver } from "./delivery.ts";

/** An observer whose methods are all there and never throw, whatever the given one does. */
export function guardObserver(observe: DeliveryObserver = {}): Required<DeliveryObserver> {
  return {
    attempt: (...args) => ignoreThrow(() => observe.attempt?.(...args)),
    writing: (...args) => ignoreThrow(() => observe.writing?.(...args)),
    wrote: (...args) => ignoreThrow(() => observe.wrote?.(...args)),
    state: (...args) => ignoreThrow(() => observe.state?.(...args)),
    deadLetter: (...args) => ignoreThrow(() => observe.deadLetter?.(...args)),
    removed: (...args) => ignoreThrow(() => observe.removed?.(...args)),
    claimCheck: (...args) => ignoreThrow(() => observe.claimCheck?.(...args)),
  };
}

function ignoreThrow(tell: () => void): void {
  try {
    tell();
  } catch {
    // Whoever watches delivery must not be able to stop it.
  }
}
