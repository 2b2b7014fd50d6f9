import { openApiText } from "../../packages/server/src/openapi/index.ts";

const { paths } = JSON.parse(openApiText) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** What a page may leave out before a path that its text is about. */
const prefixes = ["", "/v2"];

/** Why no route answers this; undefined: one does. `{name}` and names in capitals stand for anything. */
export function routeProblem(method: string, pathname: string): string | undefined {
  const path = pathname.replace(/\?.*$/, "");
  const fits = Object.entries(paths).some(
    ([template, operations]) =>
      Object.hasOwn(operations, method.toLowerCase()) &&
      prefixes.some((prefix) => isSame(template.split("/"), `${prefix}${path}`.split("/"))),
  );
  return fits ? undefined : `no route answers ${method} ${path}`;
}

function isSame(template: readonly string[], given: readonly string[]): boolean {
  return (
    template.length === given.length &&
    template.every((segment, index) => segment.startsWith("{") || segment === given[index])
  );
}
