import type { NewEvent } from "../thread/protocol.ts";
import { aliasMarks } from "./alias-mark.ts";
import { hashKey } from "./hash-key.ts";
import type { EventIndex } from "./event-index.ts";
import type { Events } from "./events.ts";
import { newestOf } from "./rank.ts";
import type { KnownCopy } from "./rank.ts";
import type { Takeovers } from "./takeovers.ts";

/** Which item an arriving event is. */
export interface Identity {
  readonly key: string;
  readonly keyHash: string;
  /** Stored copies of the item, and those before it in its payload. */
  readonly known: readonly KnownCopy[];
  /** See `aliasMarks`. */
  readonly alias: string | null;
  /** A summary whose item is known in full: that one's newest copy. */
  readonly summaryOf: KnownCopy | null;
  /** Set when the event takes the place of a summary: the hash of the key that it would have had. */
  readonly takesOver: string | null;
}

/** What the earlier events of one payload are; it is not stored yet. */
export interface Siblings {
  readonly copies: Map<string, readonly KnownCopy[]>;
  /** Keys by alias mark. */
  readonly aliases: Map<string, readonly string[]>;
  /** Keys that were taken over, by the hash of the key that the event would have had. */
  readonly takeovers: Map<string, string>;
}

export type Identify = (event: NewEvent, siblings: Siblings) => Identity;

/**
 * Finds the item of an event by its key and, where it has one, by its alias:
 *
 * - a summary of what is known in full is a copy of that;
 * - an event in full takes the place of a summary that nobody took yet: it and all later copies of it
 *   are stored under the summary's key. One that is known by its own key already stays there.
 */
export function createIdentify(parts: {
  readonly index: EventIndex;
  readonly events: Events;
  readonly takeovers: Takeovers;
}): Identify {
  const { index, events, takeovers } = parts;

  function copiesOf(keyHash: string, { copies }: Siblings): readonly KnownCopy[] {
    const stored = index.copies(keyHash);
    const before = copies.get(keyHash);
    return before ? [...stored, ...before] : stored;
  }

  function keysWithAlias(mark: string, { aliases }: Siblings): ReadonlySet<string> {
    const stored = index.withAlias(mark).flatMap((seq) => events.keyOf(seq) ?? []);
    return new Set([...stored, ...(aliases.get(mark) ?? [])]);
  }

  function identifyPlain({ key }: NewEvent, siblings: Siblings): Identity {
    const keyHash = hashKey(key);
    const known = copiesOf(keyHash, siblings);
    return { key, keyHash, known, alias: null, summaryOf: null, takesOver: null };
  }

  function identifySummary(event: NewEvent, alias: string, fullMark: string, siblings: Siblings): Identity {
    const plain = identifyPlain(event, siblings);
    const fullKeys = keysWithAlias(fullMark, siblings);
    const fullKey = fullKeys.has(event.key) ? event.key : [...fullKeys].at(-1);
    const full = fullKey === undefined ? undefined : newestOf(copiesOf(hashKey(fullKey), siblings));
    return { ...plain, alias, summaryOf: full ?? null };
  }

  function identifyFull(event: NewEvent, alias: string, summaryMark: string, siblings: Siblings): Identity {
    const plain = { ...identifyPlain(event, siblings), alias };
    if (plain.known.length > 0) return plain;
    const takenBefore = siblings.takeovers.get(plain.keyHash) ?? takeovers.keyFor(plain.keyHash);
    if (takenBefore !== undefined) return under(takenBefore, plain, siblings);
    const takenNow = new Set(siblings.takeovers.values());
    for (const key of keysWithAlias(summaryMark, siblings)) {
      if (takenNow.has(key) || takeovers.isTaken(key)) continue;
      return { ...under(key, plain, siblings), takesOver: plain.keyHash };
    }
    return plain;
  }

  function under(key: string, plain: Identity, siblings: Siblings): Identity {
    const keyHash = hashKey(key);
    return { ...plain, key, keyHash, known: copiesOf(keyHash, siblings) };
  }

  return (event, siblings) => {
    const { alias } = event;
    if (alias === null) return identifyPlain(event, siblings);
    const { full, summary } = aliasMarks(event, alias.key);
    return alias.rank === "summary"
      ? identifySummary(event, summary, full, siblings)
      : identifyFull(event, full, summary, siblings);
  };
}

export function noSiblings(): Siblings {
  return { copies: new Map(), aliases: new Map(), takeovers: new Map() };
}
