import * as z from "zod";
import { json, refusal, retryAfter } from "./openapi/answers.ts";
import type { OperationGroup } from "./openapi/operation.ts";
import { problemDetail } from "./openapi/problem-schema.ts";

const taken = z
  .object({
    events: z.array(
      z.object({
        files: z.array(z.string()).optional().describe("The files it is from, where it came in files"),
        id: z.uuid().describe("The same content has the same id"),
        type: z.string().describe("activity, sleep, auth, …"),
        key: z.string().describe("The item: equal for all its revisions"),
        revision: z.int().describe("Of two events of one key the greater is the newer"),
        duplicate: z.boolean().describe("Known already: nothing was stored"),
      }),
    ),
    quarantined: z.literal(true).optional().describe("Something is kept raw, because its shape is new"),
    errors: z.array(problemDetail).optional().describe("Items that were refused"),
  })
  .meta({ id: "IngestAnswer" });

const payload = z
  .union([z.looseObject({}), z.array(z.looseObject({}))])
  .describe("As the vendor's API returns it: docs/sources/");
const form = z.looseObject({ zone: z.string().optional() }).describe("One part or more with a file name");

export const ingestOperations: OperationGroup = {
  tag: "ingest",
  description: "Payloads and workout files in. What is answered 202 is on disk and will be delivered.",
  prefixes: ["/ingest"],
  operations: [
    {
      method: "post",
      path: "/{source}",
      id: "ingest",
      summary: "Take payloads of a source",
      caller: "developer-or-signature",
      inPath: [
        {
          name: "source",
          description: "Whose shape the body has. The signature is taken by terra alone.",
          schema: z.enum(["terra", "peloton", "ifit", "file"]),
        },
      ],
      query: [
        {
          name: "user_id",
          description:
            "Whose it is, in your words. Either this or reference_id; for terra the payload says it.",
          schema: z.string().min(1).max(191),
        },
        {
          name: "reference_id",
          description: "The person in your words; Musette makes the user's id.",
          schema: z.string().min(1).max(191),
        },
        {
          name: "zone",
          description: "IANA name of the zone of local times in files that do not say",
          schema: z.string(),
        },
      ],
      body: { "application/json": payload, "multipart/form-data": form },
      answers: {
        200: json("Nothing new in it", taken),
        202: json("On disk, and will be delivered", taken),
        400: refusal("Malformed"),
        401: refusal("No such developer, or a signature that does not fit"),
        404: refusal("No such source, or a user of another developer"),
        413: refusal("Larger than server.max_body, or more items than one request may have"),
        415: refusal("Neither the content type nor the encoding that the source takes"),
        422: refusal("It can be read, and nothing in it can be identified"),
        429: refusal("More requests a second than the developer may send", retryAfter),
        503: refusal("The journal is full or cannot store now, or too much is in flight", retryAfter),
      },
    },
  ],
};
