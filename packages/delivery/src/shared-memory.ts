/** Memory that several share: destinations for what is on its way to them, readers of the history for what they read. */
export interface SharedMemory {
  /** The share of one; `onRoom` is called when what it was refused would fit. */
  join(onRoom: () => void): Share;
}

export interface Share {
  /** It was refused, and what it was refused does not fit yet: there is no use in asking again. */
  readonly waits: boolean;
  /** Takes as much of the range as there is room for; undefined: not even the least of it. */
  take(range: { readonly leastBytes: number; readonly mostBytes: number }): Reservation | undefined;
  /** It has given back all that it had, and wants no more. */
  leave(): void;
}

export interface Reservation {
  readonly bytes: number;
  /** Returns false when there is no room for so much: all of it is given back then. */
  resize(bytes: number): boolean;
  /** May be called twice. */
  giveBack(): void;
}

interface Member {
  takenBytes: number;
  refusedBytes: number;
  readonly onRoom: () => void;
}

/**
 * Half of `maxBytes` is divided evenly, so that nobody can take what another needs; the other half is shared by dynamic
 * thresholds (Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998): one may have as much of it as
 * would be left.
 *
 * What is larger than that goes by itself: when whose it is has nothing else, no other such is under way, and
 * on top of `maxBytes`. A single event can be larger than any share.
 */
export function createSharedMemory(maxBytes: number): SharedMemory {
  const members = new Set<Member>();
  /** Those that were refused, longest ago first. */
  const waiting = new Set<Member>();
  let isOversizedUnderWay = false;

  function roomFor({ takenBytes }: Member): number {
    const own = maxBytes / 2 / Math.max(members.size, 1);
    let shared = maxBytes / 2;
    for (const member of members) shared -= Math.max(member.takenBytes - own, 0);
    const more = (shared - Math.max(takenBytes - own, 0)) / 2;
    return Math.floor(Math.max(own - takenBytes, 0) + Math.max(more, 0));
  }

  const fits = (member: Member, bytes: number): boolean =>
    bytes <= roomFor(member) || (member.takenBytes === 0 && !isOversizedUnderWay);

  function refuse(member: Member, bytes: number): void {
    member.refusedBytes = bytes;
    waiting.add(member);
  }

  function ringThoseThatFit(): void {
    for (const member of waiting) if (fits(member, member.refusedBytes)) member.onRoom();
  }

  function reserve(member: Member, bytes: number): Reservation {
    let held = 0;
    let isOversized = false;

    function hold(wanted: number, isWithinShare: boolean): void {
      held = wanted;
      isOversized = !isWithinShare;
      if (isOversized) isOversizedUnderWay = true;
      else member.takenBytes += wanted;
    }

    function release(): void {
      if (isOversized) isOversizedUnderWay = false;
      else member.takenBytes -= held;
      held = 0;
      isOversized = false;
    }

    hold(bytes, bytes <= roomFor(member));
    return {
      get bytes() {
        return held;
      },
      resize(wanted) {
        // What others have taken since leaves no less of what it has.
        const isLess = !isOversized && wanted <= held;
        release();
        const isWithinShare = isLess || wanted <= roomFor(member);
        const isRoom = isWithinShare || fits(member, wanted);
        if (isRoom) hold(wanted, isWithinShare);
        else refuse(member, wanted);
        ringThoseThatFit();
        return isRoom;
      },
      giveBack() {
        if (held === 0) return;
        release();
        ringThoseThatFit();
      },
    };
  }

  return {
    join(onRoom) {
      const member: Member = { takenBytes: 0, refusedBytes: 0, onRoom };
      members.add(member);
      return {
        get waits() {
          return waiting.has(member) && !fits(member, member.refusedBytes);
        },
        take({ leastBytes, mostBytes }) {
          if (!fits(member, leastBytes)) {
            refuse(member, leastBytes);
            return undefined;
          }
          waiting.delete(member);
          return reserve(member, Math.max(leastBytes, Math.min(mostBytes, roomFor(member))));
        },
        leave() {
          waiting.delete(member);
          members.delete(member);
          ringThoseThatFit();
        },
      };
    },
  };
}
