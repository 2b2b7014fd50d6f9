import { assertHolds } from "../assert-holds.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makeRecord, makeRecords } from "../records.ts";
import { valueTraits } from "../value-traits.ts";

const types = [
  "activity",
  "body",
  "daily",
  "sleep",
  "nutrition",
  "menstruation",
  "athlete",
  "auth",
  "deauth",
  "user_reauth",
  "connection_error",
  "a_type_terra_adds_later",
];
/** A little more than a record without padding takes. */
const smallRecordBytes = 512;
/** Spread over several records, where one record may not fill a batch. */
const usualRecordBytes = 1_000_000;

/** What goes in comes out, digit by digit. */
export const valueCases: readonly ConformanceCase[] = [
  ...valueTraits.map((trait): ConformanceCase => ({
    name: `keeps ${trait.name}`,
    waivable: true,
    async run({ subject, target, open, deliver }) {
      const records = [makeRecord({ item: 1, value: trait.json }), makeRecord({ item: 2 })];
      await deliver(open(), records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  })),
  {
    name: "keeps every type of event",
    async run({ subject, target, open, deliver }) {
      const records = types.map((type, item) => makeRecord({ item, type }));
      await deliver(open(), records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
  {
    name: "takes a batch of exactly as many records as it declares",
    async run({ subject, target, open, deliver }) {
      const { records: most, bytes } = subject.definition.limits;
      const records = makeRecords(0, Math.min(most, Math.floor(bytes / smallRecordBytes)));
      await deliver(open(), records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
  {
    name: "takes a batch of exactly as many bytes as it declares",
    async run({ subject, target, open, deliver }) {
      const { bytes, recordBytes = bytes, records: most } = subject.definition.limits;
      const count = Math.min(most, Math.ceil(bytes / Math.min(recordBytes, usualRecordBytes)));
      const share = Math.min(recordBytes, Math.floor(bytes / count));
      const first = Math.min(recordBytes, bytes - share * (count - 1));
      const records = [makeRecord({ item: 0, bytes: first }), ...makeRecords(1, count - 1, { bytes: share })];
      await deliver(open(), records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
  {
    name: "takes a record of exactly as many bytes as it declares",
    async run({ subject, target, open, deliver }) {
      const { bytes, recordBytes = bytes } = subject.definition.limits;
      const records = [makeRecord({ item: 0, bytes: recordBytes })];
      await deliver(open(), records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
];
