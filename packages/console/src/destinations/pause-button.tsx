import { postJson } from "../api/request.ts";
import { ActionButton } from "../parts/action-button.tsx";
import { Icon } from "../parts/icon.tsx";
import type { DestinationView } from "../wire/index.ts";

interface PauseButtonProps {
  readonly destination: Pick<DestinationView, "name" | "status" | "pausedBy">;
  readonly onDone?: () => void;
}

/** Pauses a destination, or lets one go on. What the configuration pauses, it alone lets go on. */
export function PauseButton({ destination: { name, pausedBy }, onDone }: PauseButtonProps) {
  if (pausedBy === "configuration") return <span class="quiet small">set in the configuration</span>;
  const isPaused = pausedBy === "operator";
  const verb = isPaused ? "resume" : "pause";
  return (
    <ActionButton
      class="button slim"
      label={`${isPaused ? "Resume" : "Pause"} ${name}`}
      onAct={async () => {
        await postJson(`/admin/destinations/${encodeURIComponent(name)}/${verb}`);
        onDone?.();
        return isPaused ? `${name} goes on.` : `${name} is paused; its events wait in the journal.`;
      }}
    >
      <Icon name={isPaused ? "play" : "pause"} />
      {isPaused ? "Resume" : "Pause"}
    </ActionButton>
  );
}
