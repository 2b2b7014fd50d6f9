/** Resolves with the first SIGTERM or SIGINT from now on; `onSecond` is called when another follows. */
export function stopSignal(onSecond: (signal: NodeJS.Signals) => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signalled = false;
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      process.on(name, (signal) => {
        if (signalled) onSecond(signal);
        signalled = true;
        resolve(signal);
      });
    }
  });
}
