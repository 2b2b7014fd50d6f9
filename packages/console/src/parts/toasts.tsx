import { signal } from "@preact/signals";

interface Toast {
  readonly id: number;
  readonly tone: "ok" | "bad";
  readonly text: string;
}

const toasts = signal<readonly Toast[]>([]);
let latest = 0;

/** Says briefly what became of an action, also to a screen reader. */
export function say(text: string, tone: Toast["tone"] = "ok"): void {
  const id = (latest += 1);
  toasts.value = [...toasts.value.slice(-2), { id, tone, text }];
  setTimeout(() => (toasts.value = toasts.value.filter((toast) => toast.id !== id)), 6_000);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, tone, text }) => (
        <p class="toast" data-tone={tone} key={id}>
          {text}
        </p>
      ))}
    </div>
  );
}
