import type { IconName } from "./icon.tsx";

/** How something stands, as a colour that always comes with an icon and words. */
export type Tone = "ok" | "warn" | "bad" | "plain";

export const toneIcons: Readonly<Record<Tone, IconName | null>> = {
  ok: "ok",
  warn: "warn",
  bad: "cross",
  plain: null,
};
