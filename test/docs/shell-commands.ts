/** One command of a shell block, less its assignments and redirections. */
export type ShellCommand = readonly string[];

/**
 * The commands of a block, those in `$(…)` and in functions included. Knows as much of the shell as the
 * documentation uses: quotes, `\` at a line's end, comments, pipes, `&&`, assignments and redirections.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    const command = words.filter((_, index) => !/^\d*[<>]/.test(words[index - 1] ?? ""));
    const rest = command.filter((part) => !/^\d*[<>]/.test(part) && part !== "{" && part !== "}");
    while (/^\w+=/.test(rest[0] ?? "")) rest.shift();
    if (rest.length > 0) found.push(rest);
    words = [];
  };
  const source = text.replaceAll("\\\n", " ").replaceAll(/^(\w+)\(\) \{/gm, "");
  for (let at = 0; at < source.length; at++) {
    const letter = source.charAt(at);
    if (letter === "'" || letter === '"') {
      const end = endOfQuote(source, at);
      const quoted = source.slice(at + 1, end);
      if (letter === '"') found.push(...substitutions(quoted));
      word = (word ?? "") + quoted;
      at = end;
    } else if (source.startsWith("$(", at)) {
      const end = endOfSubstitution(source, at);
      found.push(...shellCommands(source.slice(at + 2, end)));
      word = `${word ?? ""}VALUE`;
      at = end;
    } else if (letter === "#" && word === undefined) {
      at = source.indexOf("\n", at) - 1;
      if (at < 0) at = source.length;
    } else if (letter === "\n" || letter === ";" || letter === "|" || letter === "&") endCommand();
    else if (letter === " ") endWord();
    else word = (word ?? "") + letter;
  }
  endCommand();
  return found;
}

function endOfQuote(source: string, start: number): number {
  const quote = source.charAt(start);
  for (let at = start + 1; at < source.length; at++) {
    if (quote === '"' && source.startsWith("$(", at)) at = endOfSubstitution(source, at);
    else if (source.charAt(at) === quote) return at;
  }
  throw new Error(`a quote is not closed: ${source.slice(start, start + 40)}`);
}

function endOfSubstitution(source: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < source.length; at++) {
    if (source.charAt(at) === "(") depth++;
    if (source.charAt(at) === ")" && --depth === 0) return at;
  }
  throw new Error(`$( is not closed: ${source.slice(start, start + 40)}`);
}

function substitutions(quoted: string): readonly ShellCommand[] {
  const start = quoted.indexOf("$(");
  if (start < 0) return [];
  const end = endOfSubstitution(quoted, start);
  return [...shellCommands(quoted.slice(start + 2, end)), ...substitutions(quoted.slice(end))];
}
