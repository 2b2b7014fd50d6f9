import { useEffect, useRef } from "preact/hooks";
import { jsonLines, pageOfMembers, type JsonLine, type Opened } from "./json-lines.ts";
import "../style/json.css";

interface JsonTreeProps {
  readonly label: string;
  readonly document: unknown;
  readonly opened: Opened;
  readonly onOpened: (opened: Opened) => void;
  /** Pointers that are lit. */
  readonly lit: ReadonlySet<string>;
  /** The line under the pointer or the focus. */
  readonly onPoint?: (pointer: string | null) => void;
}

/** A JSON document as a tree: closed until somebody opens it, with the keys that trees have. */
export function JsonTree({ label, document: shown, opened, onOpened, lit, onPoint }: JsonTreeProps) {
  const list = useRef<HTMLUListElement>(null);
  const lines = jsonLines(shown, opened);

  // Within its own box: the page stays where it is.
  useEffect(() => {
    const box = list.current;
    const line = box?.querySelector<HTMLElement>("[data-lit='true']");
    if (!box || !line) return;
    if (line.offsetTop < box.scrollTop || line.offsetTop > box.scrollTop + box.clientHeight - 30)
      box.scrollTop = line.offsetTop - box.clientHeight / 3;
  }, [lit]);

  function toggle({ pointer, kind, open }: JsonLine): void {
    const next = new Map(opened);
    if (kind === "more") next.set(pointer, (next.get(pointer) ?? 0) + pageOfMembers);
    else if (open) next.delete(pointer);
    else next.set(pointer, pageOfMembers);
    if (kind === "more" || kind === "object" || kind === "array") onOpened(next);
  }

  function onKey(event: KeyboardEvent, line: JsonLine): void {
    const item = event.currentTarget as HTMLElement;
    const isContainer = line.kind === "object" || line.kind === "array";
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusOn(item.nextElementSibling),
      ArrowUp: () => focusOn(item.previousElementSibling),
      ArrowRight: () => (isContainer && !line.open ? toggle(line) : focusOn(item.nextElementSibling)),
      ArrowLeft: () => (line.open ? toggle(line) : focusOn(item.previousElementSibling)),
      Enter: () => toggle(line),
      " ": () => toggle(line),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  return (
    <ul class="json" role="tree" aria-label={label} ref={list} onMouseLeave={() => onPoint?.(null)}>
      {lines.map((line, index) => (
        <li
          key={`${line.pointer} ${line.kind}`}
          role="treeitem"
          aria-level={line.depth + 1}
          aria-expanded={line.kind === "object" || line.kind === "array" ? line.open : undefined}
          aria-selected={lit.has(line.pointer) && line.kind !== "more"}
          tabIndex={index === 0 ? 0 : -1}
          class="json-line"
          data-lit={lit.has(line.pointer) && line.kind !== "more"}
          data-kind={line.kind}
          style={{ paddingLeft: `${line.depth * 0.9 + 1.2}rem` }}
          onClick={(event) => {
            focusOn(event.currentTarget);
            toggle(line);
          }}
          onKeyDown={(event) => onKey(event, line)}
          onFocus={() => onPoint?.(line.pointer)}
          onMouseEnter={() => onPoint?.(line.pointer)}
        >
          {(line.kind === "object" || line.kind === "array") && (
            <span class="json-mark" aria-hidden="true">
              {line.open ? "▾" : "▸"}
            </span>
          )}
          {line.key !== null && <span class="json-key">{line.key}: </span>}
          <span class="json-value">{line.text}</span>
        </li>
      ))}
    </ul>
  );
}

function focusOn(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus();
}
