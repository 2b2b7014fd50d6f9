import type { Payload } from "../../journal.ts";
import type { Store } from "../store/open-store.ts";
import { sqliteFailure } from "../store/sqlite-failure.ts";
import type { FromThread, NewAppend, OperationName, Outcome, Reply, Request, ToThread } from "./protocol.ts";
import { flattenError } from "./flat-error.ts";
import { unpackRequest } from "./wire.ts";

/** One commit takes no more than this, so that nobody waits long and memory stays bounded. */
const groupBytes = 16_000_000;
const groupWrites = 1_024;
/** Reads that wait take turns with commits: so long at a time. */
const readTurnMs = 5;

/** The thread's way out. */
export interface Door {
  send(message: FromThread, transfer: readonly ArrayBuffer[]): void;
  /** The next message that waits; undefined when none does. */
  receive(): ToThread | undefined;
  close(): void;
}

/**
 * Serves requests in turns: one commit for all the writes that wait, some reads, a piece of upkeep.
 * What arrives during a turn is taken in before the next one.
 *
 * @returns what to call with a message that wakes the thread.
 */
export function createServer(store: Store, door: Door): (message: ToThread) => void {
  const writes: Request[] = [];
  const reads: Request[] = [];
  let isClosing = false;

  function sort(message: ToThread): void {
    if (message === "close") {
      isClosing = true;
      return;
    }
    for (const wire of message) {
      const request = unpackRequest(wire);
      if (request.operation in store.writes) writes.push(request);
      else reads.push(request);
    }
  }

  function reply(replies: readonly Reply[], transfer: readonly ArrayBuffer[]): void {
    if (replies.length === 0) return;
    const damage = store.takeDamage();
    door.send({ kind: "replies", replies, headSeq: store.headSeq(), damage }, transfer);
  }

  function commitGroup(): void {
    const group = takeGroup(writes);
    const outcomes = store.commit(group.map((request) => () => perform(store.writes, request)));
    const replies = outcomes.map((outcome, place): Reply => {
      const id = group[place]?.id ?? 0;
      return "error" in outcome ? { id, error: flattenError(outcome.error) } : { id, value: outcome.value };
    });
    reply(replies, []);
    for (const { operation, argument } of group) {
      // Left to the collector, the bodies of a few hundred appends set off a collection of the whole heap.
      if (operation === "append") (argument as NewAppend).bytes.buffer.transfer(0);
    }
  }

  function readSome(): void {
    const untilMs = performance.now() + readTurnMs;
    const replies: Reply[] = [];
    const transfer: ArrayBuffer[] = [];
    do {
      const request = reads.shift();
      if (!request) break;
      const outcome = attemptRead(store, request);
      replies.push({ id: request.id, ...outcome });
      if (request.operation === "readPayloads" && "value" in outcome) {
        for (const { bytes } of outcome.value as readonly Payload[]) transfer.push(bytes.buffer);
      }
    } while (performance.now() < untilMs);
    reply(replies, transfer);
  }

  return (message) => {
    sort(message);
    let progressed = false;
    do {
      for (let next = door.receive(); next !== undefined; next = door.receive()) sort(next);
      if (writes.length > 0) commitGroup();
      readSome();
      progressed = store.upkeep.due() && store.upkeep.run();
    } while (writes.length > 0 || reads.length > 0 || progressed);
    if (isClosing) {
      store.close();
      door.close();
    }
  };
}

/** Takes the oldest writes, as many as fit into one commit and at least one. */
function takeGroup(writes: Request[]): Request[] {
  let bytes = 0;
  let count = 0;
  for (const { operation, argument } of writes) {
    if (count === groupWrites || bytes > groupBytes) break;
    count += 1;
    if (operation === "append") bytes += (argument as NewAppend).bytes.byteLength;
  }
  return writes.splice(0, count);
}

function attemptRead(store: Store, request: Request): Outcome {
  try {
    return { value: perform(store.reads, request) };
  } catch (error) {
    return { error: flattenError(sqliteFailure(error, "read the journal")) };
  }
}

/** The protocol's types hold on the sending side; here the argument is what the operation takes. */
function perform(operations: object, { operation, argument }: Request): unknown {
  const run = (operations as Partial<Record<OperationName, (argument: unknown) => unknown>>)[operation];
  if (!run) throw new Error(`The journal has no operation "${operation}".`);
  return run(argument);
}
