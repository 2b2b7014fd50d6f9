import { jsonPieces, type Encoded, type FormatName } from "@musette/core";
import type { EventBody } from "./delivery.ts";
import { estimateBytes } from "./estimate-bytes.ts";

export interface EventBodyOptions {
  readonly type: string;
  /** Called whenever the item is asked for. */
  readonly item: () => unknown;
  /** Its JSON text in pieces, where that can be had without the item. */
  readonly text?: (() => Iterable<string>) | undefined;
  /** Told of memory that is taken on the way. */
  readonly grow: (bytes: number) => void;
}

/** The body of an event, whose texts, encodings and selections are made on first use and kept. */
export function makeEventBody({ type, item, text: pieces, grow }: EventBodyOptions): EventBody {
  // Most bodies need neither; there is a body for each event that is under way.
  let encodings: Map<FormatName, Encoded> | undefined;
  let selected: Map<string, EventBody> | undefined;
  let text: string | undefined;
  let byteLength = -1;
  let estimate = -1;

  const body: EventBody = {
    item,
    json() {
      if (text === undefined) {
        text = pieces === undefined ? JSON.stringify(item()) : [...pieces()].join("");
        grow(text.length);
      }
      return text;
    },
    pieces: () => (text === undefined ? (pieces?.() ?? jsonPieces(item())) : [text]),
    byteLength() {
      if (byteLength === -1) byteLength = Buffer.byteLength(body.json());
      return byteLength;
    },
    estimatedBytes() {
      if (text !== undefined) return body.byteLength();
      if (estimate === -1) {
        estimate = estimateBytes(item());
        // A body takes about as much memory as its text, and can be many times its payload.
        grow(estimate);
      }
      return estimate;
    },
    encoded(format, make) {
      const known = encodings?.get(format);
      if (known !== undefined) return known;
      const made = make();
      (encodings ??= new Map()).set(format, made);
      grow(made.bytes.byteLength);
      return made;
    },
    select({ key, select }) {
      const known = selected?.get(key);
      if (known !== undefined) return known;
      const whole = item();
      const part = select(whole, type);
      const made = part === whole ? body : makeEventBody({ type, item: () => part, grow });
      (selected ??= new Map()).set(key, made);
      return made;
    },
  };
  return body;
}
