import { damage } from "./damage/damage.ts";
import { diskFull } from "./disk/disk-full.ts";
import { fsyncError } from "./disk/fsync-error.ts";
import { clockChanges } from "./faults/clock-changes.ts";
import { destinationFaults } from "./faults/destination-faults.ts";
import { journalModel } from "./journal-model/journal-model.ts";
import { kill } from "./kill/kill.ts";
import { memory } from "./memory/memory.ts";
import { payloads } from "./payloads/payloads.ts";
import type { Proof } from "./proof.ts";
import { soak } from "./soak/soak.ts";
import { twoServers } from "./two-servers/two-servers.ts";

/** Every row of `docs/reliability.md`, in its order. */
export const allProofs: readonly Proof[] = [
  kill,
  damage,
  diskFull,
  fsyncError,
  destinationFaults,
  clockChanges,
  payloads,
  journalModel,
  soak,
  memory,
  twoServers,
];
