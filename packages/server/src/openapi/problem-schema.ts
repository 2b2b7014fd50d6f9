import * as z from "zod";

/** One reason among several, naming its place. */
export const problemDetail = z
  .object({
    file: z.string().optional().describe("The file it is in, where the payload came in files"),
    line: z.int().min(1).optional(),
    column: z.int().min(1).optional(),
    byte: z.int().min(0).optional(),
    item: z.int().min(0).describe("Which item of the payload, counted from 0"),
    code: z.string(),
    pointer: z.string().describe("JSON pointer (RFC 6901) into the payload"),
    detail: z.string(),
  })
  .meta({ id: "ProblemDetail" });

/** Every answer that is not a success, but for those of the Terra-compatible API. */
export const problem = z
  .object({
    type: z.url().describe("What kind of problem it is; its last part is a stable code"),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What was wrong with this request, and what to do about it"),
    instance: z.string().describe("The path of the request"),
    errors: z.array(problemDetail).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });
