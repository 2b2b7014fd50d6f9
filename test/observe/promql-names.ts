/** What a query in PromQL names: metrics, and the labels that it chooses or groups them by. */
export interface PromqlNames {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
}

export function promqlNames(expr: string): PromqlNames {
  const chosen = [...expr.matchAll(/[{,]\s*(\w+)\s*(?:=~|=|!=|!~)/g)].map(([, label = ""]) => label);
  const grouped = [...expr.matchAll(/\b(?:by|without|on|ignoring) ?\(([^)]*)\)/g)]
    .flatMap(([, list = ""]) => list.split(","))
    .map((label) => label.trim())
    .filter((label) => label !== "");
  return {
    metrics: [...new Set(expr.match(/\b(?:musette|process|nodejs)_\w+/g))],
    labels: [...new Set([...chosen, ...grouped])],
  };
}
