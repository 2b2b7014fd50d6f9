import { ensureFirestore, ensureFirestoreEmulator } from "@musette/testing";

/** What the tests run against: our own server always, Google's emulator where it is. */
export const servers = [
  { title: "our own server", server: await ensureFirestore(), own: true },
  { title: "Google's emulator", server: await ensureFirestoreEmulator(), own: false },
];
