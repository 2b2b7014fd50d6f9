/** One browser that listens. Holds at most one message that has not been read. */
export interface LiveStream {
  readonly response: Response;
  /** False while the reader has not taken what it was sent; what changes meanwhile is for it to be sent later. */
  readonly isReady: boolean;
  send(event: string, data: unknown): void;
  end(): void;
}

/** @param onEnd Called once, also when the reader has gone. */
export function openLiveStream(onEnd: () => void): LiveStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let ended = false;

  function finish(): void {
    if (ended) return;
    ended = true;
    onEnd();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start: (started) => void (controller = started),
      cancel: finish,
    },
    // One message is waiting at most.
    { highWaterMark: 1 },
  );
  return {
    response: new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // Proxies must not keep it back: nginx knows this header.
        "x-accel-buffering": "no",
      },
    }),
    get isReady() {
      return !ended && (controller?.desiredSize ?? 0) > 0;
    },
    send(event, data) {
      if (ended) return;
      // JSON has no line breaks, which would end the message.
      controller?.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    },
    end() {
      if (ended) return;
      finish();
      controller?.close();
    },
  };
}
