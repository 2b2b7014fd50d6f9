import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import { toneIcons, type Tone } from "./tone.ts";

interface StateProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}

/** A word or two on how something stands. */
export function State({ tone, icon, children }: StateProps) {
  const shown = icon ?? toneIcons[tone];
  return (
    <span class="state" data-tone={tone}>
      {shown !== null && <Icon name={shown} />}
      {children}
    </span>
  );
}
