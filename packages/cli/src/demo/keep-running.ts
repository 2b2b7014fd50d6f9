import { constants } from "node:os";
import { stopSignal } from "../stop-signal.ts";
import type { DemoServer } from "./demo-server.ts";

/** Says where the demo's server is, waits for a signal to stop it, and says what is left and how to go on. */
export async function keepRunning(demo: DemoServer, folder: string): Promise<void> {
  // Nothing acknowledged is lost by it: that is in the journal.
  const stopping = stopSignal((signal) => process.exit(128 + constants.signals[signal]));
  process.stdout.write(`  The console   ${demo.server.url}
  Its token     ${demo.token}

  Send a workout of your own, in another terminal:

    npx musette send my-ride.json --user me --config ${demo.configFile}

  Ctrl-C stops it; its data stays in ${folder}

`);
  await stopping;
  await demo.server.stop();
  process.stdout.write(`
  Stopped. To start it again:  npx musette start --config ${demo.configFile}
  To delete what it kept:      rm -r ${folder}
`);
}
