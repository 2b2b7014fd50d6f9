/** Whether a name is the IANA name of a time zone that this system knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  // An offset such as +02:00 is taken by Intl too, but local times of a year need a zone's rules.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
