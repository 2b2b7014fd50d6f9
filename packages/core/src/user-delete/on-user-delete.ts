import * as z from "zod";

/**
 * The config key `on_user_delete:` of connectors that keep data by user: what a `user.delete` event does.
 *
 * - `keep`: it is written as any event is;
 * - `delete`: what is stored of its user up to its revision is deleted.
 */
export const onUserDelete = z
  .enum(["keep", "delete"])
  .default("keep")
  .describe("What a user.delete event does: keep leaves what is stored, delete deletes all of that user");
