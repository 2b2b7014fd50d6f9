import { navigate } from "../navigation/location.ts";

/** To one event's way, by its number or id. */
export function FindEvent() {
  function submit(event: Event): void {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("event") as HTMLInputElement;
    const id = field.value.trim();
    if (/^[\da-f-]+$/i.test(id)) navigate(`/workouts/${id}#way`);
    else field.setCustomValidity("An event has a number (its seq) or a UUID.");
    field.reportValidity();
  }
  return (
    <form class="row find-event" onSubmit={submit}>
      <input
        class="input"
        name="event"
        aria-label="Event number or id"
        placeholder="Event number or id"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => event.currentTarget.setCustomValidity("")}
      />
      <button type="submit" class="button">
        Its way
      </button>
    </form>
  );
}
