import { resolve } from "node:path";
import { readText } from "./read-text.ts";

interface Substitution {
  readonly text: string;
  /** Whether something was put in. */
  readonly substituted: boolean;
  /** What could not be put in, in words; names variables and files, never their content. */
  readonly faults: readonly string[];
}

export type Substitute = (text: string) => Promise<Substitution>;

const maxSecretBytes = 64 * 1024;
/** `$${` (a literal), or `${…}` up to the first closing brace, or a `${` that is never closed. */
const reference = /\$\$\{|\$\{([^}]*)(\}?)/g;
const variable = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

/**
 * Replaces `${NAME}`, `${NAME:-default}` (also when NAME is empty) and `${file:/path}` (one newline
 * at its end is dropped) in one text; `$${` stands for `${`. What is put in is not looked at again.
 *
 * @param folder What relative files are relative to.
 */
export function createSubstitute(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  signal: AbortSignal | undefined,
): Substitute {
  return async (text) => {
    const faults: string[] = [];
    let output = "";
    let end = 0;
    let substituted = false;
    for (const match of text.matchAll(reference)) {
      output += text.slice(end, match.index);
      end = match.index + match[0].length;
      if (match[0] === "$${") {
        output += "${";
        continue;
      }
      substituted = true;
      const found = match[2] === "}" ? await lookUp(match[1] ?? "") : { fault: unreadable };
      if ("fault" in found) faults.push(found.fault);
      else output += found.value;
    }
    return { text: output + text.slice(end), substituted, faults };
  };

  async function lookUp(name: string): Promise<{ readonly value: string } | { readonly fault: string }> {
    if (name.startsWith("file:")) return readSecret(name.slice("file:".length));
    const [, variableName, fallback] = variable.exec(name) ?? [];
    if (variableName === undefined || fallback?.includes("${") === true) return { fault: unreadable };
    const value = Object.hasOwn(env, variableName) ? env[variableName] : undefined;
    if (fallback !== undefined) return { value: value || fallback };
    if (value !== undefined) return { value };
    return {
      fault: `environment variable ${variableName} is not set (set it, or give a default: \${${variableName}:-…})`,
    };
  }

  async function readSecret(path: string): Promise<{ readonly value: string } | { readonly fault: string }> {
    const file = resolve(folder, path);
    try {
      const content = await readText(file, { maxBytes: maxSecretBytes, signal });
      return { value: content.replace(/\r?\n$/, "") };
    } catch (error) {
      signal?.throwIfAborted();
      return {
        fault: `file ${file} cannot be read: ${error instanceof Error ? error.message : "unknown error"}`,
      };
    }
  }
}

const unreadable =
  "a ${…} here is not understood; write ${NAME}, ${NAME:-default} or ${file:/path}, without one inside another, and $${ for a literal ${";
