import { useEffect, useRef } from "preact/hooks";
import { navigate, search, withParameters } from "../navigation/location.ts";

const types = [
  "activity",
  "sleep",
  "daily",
  "body",
  "menstruation",
  "nutrition",
  "athlete",
  "auth",
  "deauth",
  "user_reauth",
];
const providers = [
  "PELOTON",
  "IFIT",
  "FILE",
  "GARMIN",
  "STRAVA",
  "FITBIT",
  "APPLE",
  "POLAR",
  "WAHOO",
  "ZWIFT",
];
const names = ["user", "type", "provider", "from", "to"] as const;

/** What of the list is shown. The address holds it, so that it can be kept and sent. */
export function Filters() {
  const form = useRef<HTMLFormElement>(null);
  const shown = search.value;

  // Back and Forward change the address behind the form's back.
  useEffect(() => {
    for (const name of names) {
      const field = form.current?.elements.namedItem(name) as HTMLInputElement | null;
      if (field !== null) field.value = shown.get(name) ?? "";
    }
  }, [shown.toString()]);

  function apply(event: Event): void {
    event.preventDefault();
    if (form.current === null) return;
    const data = new FormData(form.current);
    const changes = Object.fromEntries(names.map((name) => [name, text(data.get(name)).trim()]));
    navigate(withParameters({ ...changes, after: null }));
  }

  const isFiltered = names.some((name) => shown.has(name));
  return (
    <form ref={form} class="filters" role="search" aria-label="Filter the list" onSubmit={apply}>
      <label class="field">
        <span class="label">Person</span>
        <input class="input" name="user" autocomplete="off" spellcheck={false} placeholder="any user id" />
      </label>
      <label class="field">
        <span class="label">What</span>
        <select class="input" name="type" onChange={apply}>
          <option value="">Workouts</option>
          <option value="any">Everything</option>
          {types.slice(1).map((type) => (
            <option value={type} key={type}>
              {type.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="label">Provider</span>
        <input
          class="input"
          name="provider"
          list="providers"
          autocomplete="off"
          spellcheck={false}
          placeholder="any"
        />
        <datalist id="providers">
          {providers.map((provider) => (
            <option value={provider} key={provider} />
          ))}
        </datalist>
      </label>
      <label class="field">
        <span class="label">Started from</span>
        <input class="input" type="date" name="from" />
      </label>
      <label class="field">
        <span class="label">Started before</span>
        <input class="input" type="date" name="to" />
      </label>
      <div class="row filters-buttons">
        <button class="button main" type="submit">
          Show
        </button>
        {isFiltered && (
          <a class="button" href="/workouts">
            Clear
          </a>
        )}
      </div>
    </form>
  );
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
