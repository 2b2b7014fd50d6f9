/** What a key is when the file does not give it, written as in the file. */
export const defaults = {
  server: {
    /** Loopback: reachable from other machines only when the file says so. */
    host: "127.0.0.1",
    port: 8080,
    /** A long ride with all its samples is under 1 MB; an array of a year of them is under this. */
    maxBody: "32MB",
    /** Callers hold a handful each, and every one may have a body in flight. */
    maxConnections: 1_000,
    /** Below the 30 s after which container engines send SIGKILL. */
    shutdownTimeout: "20s",
  },
  users: {
    /** As Terra documents it: "deletes all records of the user". */
    eraseOnDeauth: true,
    /** Deleting from somebody's warehouse is for its owner to decide. */
    deleteEvents: false,
  },
  telemetry: {
    sampleRatio: 1,
    serviceName: "musette",
  },
  journalPath: "./data/journal.db",
  batch: {
    records: 500,
    bytes: "8MB",
    /** Short enough that a workout is in the warehouse "a moment later", long enough to fill a batch under load. */
    wait: "200ms",
  },
  retry: {
    first: "1s",
    longest: "10m",
    /** A destination may be down over a long weekend and lose nothing. */
    giveUpAfter: "7d",
  },
  limits: {
    concurrency: 2,
    timeout: "30s",
  },
  samples: "all",
  start: "beginning",
} as const;
