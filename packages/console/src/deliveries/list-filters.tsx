import { navigate, search, withParameters } from "../navigation/location.ts";

interface ListFiltersProps {
  readonly names: readonly ("destination" | "code" | "user" | "source")[];
  readonly destinations: readonly string[];
}

const labels = { destination: "Destination", code: "Reason (code)", user: "Person", source: "Source" };

/** What of a list is shown, held by the address. */
export function ListFilters({ names, destinations }: ListFiltersProps) {
  const shown = search.value;
  const isFiltered = names.some((name) => shown.has(name));

  function apply(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const changes = names.map((name) => [name, String(data.get(name) as string | null).trim()] as const);
    navigate(withParameters({ ...Object.fromEntries(changes), after: null }));
  }

  return (
    <form
      class="list-filters"
      role="search"
      aria-label="Filter the list"
      onSubmit={apply}
      key={shown.toString()}
    >
      {names.map((name) => (
        <label class="field" key={name}>
          <span class="label">{labels[name]}</span>
          <input
            class="input"
            name={name}
            defaultValue={shown.get(name) ?? ""}
            list={name === "destination" ? "destination-names" : undefined}
            placeholder="any"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
      ))}
      <datalist id="destination-names">
        {destinations.map((name) => (
          <option value={name} key={name} />
        ))}
      </datalist>
      <button type="submit" class="button">
        Show
      </button>
      {isFiltered && (
        <a
          class="button"
          href={withParameters({ ...Object.fromEntries(names.map((name) => [name, null])), after: null })}
        >
          Clear
        </a>
      )}
    </form>
  );
}
