import { effect, signal } from "@preact/signals";

export type DistanceUnit = "km" | "mi";
export type Theme = "light" | "dark";

const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

/** What the person chose in this browser; the theme follows the system until they do. */
export const distanceUnit = signal<DistanceUnit>(stored("distance") === "mi" ? "mi" : "km");
const chosenTheme = signal<Theme | null>(asTheme(stored("theme")));
const systemTheme = signal<Theme>(systemIsDark.matches ? "dark" : "light");
export const theme = signal<Theme>(chosenTheme.value ?? systemTheme.value);

export function toggleDistanceUnit(): void {
  distanceUnit.value = distanceUnit.value === "km" ? "mi" : "km";
  store("distance", distanceUnit.value);
}

export function toggleTheme(): void {
  chosenTheme.value = theme.value === "dark" ? "light" : "dark";
  store("theme", chosenTheme.value);
}

/** Puts the theme on the page, now and whenever it changes. */
export function applyTheme(): void {
  systemIsDark.addEventListener("change", ({ matches }) => (systemTheme.value = matches ? "dark" : "light"));
  effect(() => {
    theme.value = chosenTheme.value ?? systemTheme.value;
    document.documentElement.dataset["theme"] = theme.value;
  });
}

function asTheme(text: string | null): Theme | null {
  return text === "light" || text === "dark" ? text : null;
}

/** A browser may forbid its storage: then a choice lasts as long as the page. */
function stored(name: string): string | null {
  try {
    return localStorage.getItem(`musette.${name}`);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`musette.${name}`, value);
  } catch {
    // As above.
  }
}
