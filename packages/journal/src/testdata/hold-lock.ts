import { takeProcessLock } from "../sqlite/store/process-lock.ts";

/** Holds the lock of the journal at the path given, until it is killed: `node hold-lock.ts PATH`. */
const release = takeProcessLock(process.argv[2] ?? "");
process.send?.("held");
process.on("disconnect", release);
