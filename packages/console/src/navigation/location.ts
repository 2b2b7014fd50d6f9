import { computed, signal } from "@preact/signals";

/** Where the page is. */
export const address = signal(read());
export const path = computed(() => address.value.pathname);
export const search = computed(() => address.value.searchParams);

interface Navigating {
  /** In the place of where the page is: nothing to go back to. */
  readonly replace?: boolean;
}

/** Goes to another page of the console. */
export function navigate(to: string, { replace = false }: Navigating = {}): void {
  const before = address.value;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  address.value = read();
  if (before.pathname === address.value.pathname) return;
  window.scrollTo({ top: 0 });
  // A reader of the screen starts at the new page, as after a load.
  requestAnimationFrame(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
}

/** The address with other parameters: null and an empty text take one away. */
export function withParameters(changes: Readonly<Record<string, string | null>>): string {
  const next = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return `${next.pathname}${next.search}`;
}

/** Makes links within the console change the page in place. */
export function followLinks(): void {
  window.addEventListener("popstate", () => (address.value = read()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='/']");
    if (link === null || link.target !== "" || link.hasAttribute("download")) return;
    event.preventDefault();
    navigate(link.getAttribute("href") ?? "/");
  });
}

function read(): URL {
  return new URL(window.location.href);
}
