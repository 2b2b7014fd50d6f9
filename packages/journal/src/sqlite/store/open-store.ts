import { JournalError } from "@musette/core/errors";
import type { Reads, ThreadOptions, Writes } from "../thread/protocol.ts";
import { createAppend } from "./append.ts";
import { checkLog } from "./check-log.ts";
import { createCheckedEvents } from "./checked-events.ts";
import { checkRows } from "./check-rows.ts";
import { createCheckpoint } from "./checkpoint.ts";
import { createCommitTimes } from "./commit-times.ts";
import { createCommitTogether } from "./commit-together.ts";
import type { WriteOutcome } from "./commit-together.ts";
import { createConnections } from "./connections.ts";
import { createCursors } from "./cursors.ts";
import { createDamage } from "./damage.ts";
import type { Damage } from "./damage.ts";
import { openDatabase } from "./database.ts";
import { createDeadLetterScan } from "./dead-letter-scan.ts";
import { createDeleteEvents } from "./delete-events.ts";
import { createDrops } from "./drops.ts";
import { createEraseStep } from "./erase-user.ts";
import { createEventIndex } from "./event-index.ts";
import { createEventList } from "./event-list.ts";
import { createEventScan } from "./event-scan.ts";
import { createEvents } from "./events.ts";
import { fileBehind } from "./file-behind.ts";
import { guardFile } from "./file-guard.ts";
import type { FileGuard } from "./file-guard.ts";
import { openHeadMark } from "./head-mark.ts";
import { readHead } from "./head.ts";
import { createHistory } from "./history.ts";
import { createIdentify } from "./identify.ts";
import { createPayloads } from "./payloads.ts";
import { createPruneStep } from "./prune.ts";
import { createQuarantineScan } from "./quarantine-scan.ts";
import { createQuarantine } from "./quarantine.ts";
import { createTableReads } from "./reads.ts";
import { createRequeue } from "./requeue.ts";
import { createRerun } from "./rerun.ts";
import { createRoom } from "./room.ts";
import { createSaveUser } from "./save-user.ts";
import { createScrub } from "./scrub.ts";
import { createSessions } from "./sessions.ts";
import { createSettle } from "./settle.ts";
import { openStandings } from "./standings.ts";
import { createTakeovers } from "./takeovers.ts";
import { createUsers } from "./users.ts";

/** The journal as it is inside the thread: synchronous, one connection. */
export interface Store {
  readonly writes: Writes;
  readonly reads: Reads;
  /** Runs writes in one durable commit. */
  commit(writes: readonly (() => unknown)[]): readonly WriteOutcome[];
  headSeq(): number;
  /** What was found damaged since it was asked last. */
  takeDamage: Damage["take"];
  /** Work of our own between commits. `run` does a small piece of it; false when that failed. */
  readonly upkeep: { due(): boolean; run(): boolean };
  close(): void;
}

export function openStore({ path: way, maxBytes }: ThreadOptions): Store {
  const path = fileBehind(way);
  const guard = guardFile(path);
  try {
    return assembleStore({ path, maxBytes }, guard);
  } catch (error) {
    guard.release();
    throw error;
  }
}

function assembleStore({ path, maxBytes }: ThreadOptions, guard: FileGuard): Store {
  const db = openDatabase(path);
  const head = readHead(db);
  const checkpoint = createCheckpoint(db);
  const commitTimes = createCommitTimes();
  const room = createRoom(db, { path, maxBytes, checkpoint });
  const damage = createDamage();
  const mark = openHeadMark(path);
  checkLog(db, { path, head, mark, damage });
  const standings = openStandings(db, damage);
  const checked = createCheckedEvents(db, damage);
  const index = createEventIndex(db, { head, checked });
  checkRows(db, { index, checked, damage });
  const users = createUsers(db, head);
  const takeovers = createTakeovers(db, damage);
  const events = createEvents(db, checked);
  const payloads = createPayloads(db, damage);
  const quarantine = createQuarantine(db, damage);
  const identify = createIdentify({ index, events, takeovers });
  const deleteEvents = createDeleteEvents(db, { head, index, payloads });
  const { saveConnection, deleteConnection, findConnection } = createConnections(db, damage);
  const { saveSession, useSession, findSession } = createSessions(db, damage);
  const { scrubStep, scrubMend } = createScrub(db, { checked, index, payloads, damage });
  const newestOfUser = (userRow: number) => index.newestOfUser(userRow);
  const append = createAppend({
    head,
    users,
    index,
    identify,
    takeovers,
    room,
    payloads,
    events,
    quarantine,
  });
  const commitTogether = createCommitTogether(db, { head, index, users, commitTimes });

  function commit(writes: readonly (() => unknown)[]): readonly WriteOutcome[] {
    try {
      guard.check();
    } catch (error) {
      if (JournalError.is(error)) return writes.map(() => ({ error }));
      throw error;
    }
    room.measure();
    const outcomes = commitTogether(writes);
    mark.write(head.seq);
    checkpoint.observe();
    return outcomes;
  }

  return {
    writes: {
      ...createCursors(db, { head, standings }),
      ...createDrops(db, { head, payloads }),
      append,
      rerunQuarantined: createRerun(db, { head, payloads, append }),
      settle: createSettle(db),
      requeue: createRequeue(db, { events }),
      saveUser: createSaveUser(db, { users, newestOfUser }),
      saveConnection,
      deleteConnection,
      saveSession,
      useSession,
      pruneStep: createPruneStep(db, { head, index, deleteEvents, standings }),
      scrubMend,
      eraseStep: createEraseStep(db, {
        head,
        index,
        users,
        payloads,
        quarantine,
        takeovers,
        deleteEvents,
      }),
    },
    reads: {
      ...createTableReads(db, { path, maxBytes, commitTimes, newestOfUser, damage, checked }),
      history: createHistory({ users, index, checked }),
      scanDeadLetters: createDeadLetterScan(db),
      scanQuarantine: createQuarantineScan(db, damage),
      scanEvents: createEventScan(db, { head, users, index, checked }),
      listEvents: createEventList(db, { users, index, events }),
      findConnection,
      findSession,
      scrubStep,
      emptyLog: () => checkpoint.empty(),
    },
    commit,
    headSeq: () => head.seq,
    takeDamage: () => damage.take(),
    upkeep: {
      due: () => checkpoint.due() || index.mergeDue(),
      run() {
        if (!checkpoint.due()) return commit([() => index.mergeStep()]).every((done) => "value" in done);
        checkpoint.run();
        return true;
      },
    },
    close() {
      checkpoint.run();
      db.close();
      mark.close();
      guard.release();
    },
  };
}
