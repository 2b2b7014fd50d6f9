/** Sets a property of its own on a copy; an assignment to `__proto__` would set its prototype instead. */
export function setOwn(copy: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") {
    copy[key] = value;
    return;
  }
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
}
