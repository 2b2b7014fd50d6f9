import { pathToFileURL } from "node:url";
import { launch } from "../bin/launch.js";

/** The command line as the image has it, from the bundle whose `main.mjs` MUSETTE_MAIN names: for tests. */
await launch(pathToFileURL(process.env.MUSETTE_MAIN).href);
