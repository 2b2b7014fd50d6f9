/** Names the owner of what is started: all files of one test run share it. */
export function thisRun(): string {
  return process.env["MUSETTE_TEST_RUN"] ?? String(process.pid);
}
