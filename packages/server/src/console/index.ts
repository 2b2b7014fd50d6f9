export { addPages } from "./pages.ts";
export { authorize } from "./authorize.ts";
export { createSessionRoutes } from "./create-session-routes.ts";
export { createSessions } from "./sessions.ts";
export type { Sessions } from "./sessions.ts";
