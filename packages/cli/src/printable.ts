/** Line ends and tabs are wanted; ESC and its like move the cursor, colour, or retitle a terminal. */
const controls = /[^\n\t\P{Cc}]/gu;

/**
 * A text that a terminal only shows: what others wrote (a receiver's answer, a file's name, a value of the
 * configuration) may hold control characters, and each becomes the mark U+FFFD.
 */
export function printable(text: string): string {
  return text.replaceAll(controls, "\uFFFD");
}
