import type { WriteStream } from "node:tty";

/** The whole of a terminal, until it is closed; then what was there before is there again. */
export interface Screen extends Disposable {
  draw(lines: readonly string[]): void;
}

const open = "\u001B[?1049h\u001B[?25l";
const close = "\u001B[?25h\u001B[?1049l";
const home = "\u001B[H";
const restOfLine = "\u001B[K";
const restOfScreen = "\u001B[J";

export function openScreen(terminal: WriteStream): Screen {
  let isOpen = true;
  const restore = () => {
    if (isOpen) terminal.write(close);
    isOpen = false;
  };
  // However the process ends, the cursor is to be seen.
  process.once("exit", restore);
  terminal.write(open);
  return {
    draw(lines) {
      // In one write, so that no half of a picture is seen.
      const text = lines.map((line) => line + restOfLine).join("\r\n");
      if (isOpen) terminal.write(home + text + restOfScreen);
    },
    [Symbol.dispose]() {
      process.off("exit", restore);
      restore();
    },
  };
}
