import type { DeliveryRecord } from "@musette/core";

/** What a topic may be called. @see https://kafka.apache.org/documentation/#topicconfigs */
const legal = /^[a-zA-Z0-9._-]{1,249}$/;
const placeholder = /\{([^{}]*)\}/g;
const known: ReadonlySet<string> = new Set(["type", "provider"]);

/** What is wrong with a template; undefined when it is usable. */
export function topicProblem(template: string): string | undefined {
  const names = [...template.matchAll(placeholder)].map(([, name = ""]) => name);
  const strange = names.find((name) => !known.has(name));
  if (strange !== undefined) return `{${strange}} is not known here; {type} and {provider} are`;
  const filled = template.replace(placeholder, "x");
  if (legal.test(filled) && filled !== "." && filled !== "..") return undefined;
  return "expected letters, digits, dots, dashes and underscores, at most 249";
}

/** The topic of a record. What a name cannot hold becomes an underscore. */
export function topicOf(template: string, { type, user }: Pick<DeliveryRecord, "type" | "user">): string {
  if (fixedTopic(template) !== undefined) return template;
  const values: Readonly<Record<string, string>> = { type, provider: user.provider };
  return template
    .replace(placeholder, (_, name: string) => (values[name] ?? "").replace(/[^a-zA-Z0-9._-]/g, "_") || "_")
    .slice(0, 249);
}

/** The topic that the template always means; undefined when it depends on the record. */
export function fixedTopic(template: string): string | undefined {
  return template.includes("{") ? undefined : template;
}
