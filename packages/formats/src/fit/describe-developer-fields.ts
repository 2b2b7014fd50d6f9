import { developerFields, fields, messages } from "./messages.ts";
import type { Field } from "./wire/field.ts";
import type { FitWriter } from "./wire/fit-writer.ts";

/** Names this project in every file that it writes: e0881008-fcdd-435d-83eb-74025d9dc452. */
const applicationId = [
  0xe0, 0x88, 0x10, 0x08, 0xfc, 0xdd, 0x43, 0x5d, 0x83, 0xeb, 0x74, 0x02, 0x5d, 0x9d, 0xc4, 0x52,
];
const developerDataIndex = 0;

const descriptions = [
  ...Object.values(developerFields.record).map((own) => ({ ...own, message: messages.record })),
  ...Object.values(developerFields.session).map((own) => ({ ...own, message: messages.session })),
  ...Object.values(developerFields.set).map((own) => ({ ...own, message: messages.set })),
];

/** Says what the developer fields of the file mean, those that it has and no others. */
export function describeDeveloperFields(writer: FitWriter, used: readonly Field[]): void {
  const { developerDataId, fieldDescription } = fields;
  const isUsed = new Set(used);
  writer.write(messages.developerDataId, [
    [developerDataId.applicationId, applicationId],
    [developerDataId.developerDataIndex, developerDataIndex],
  ]);
  for (const { field, name, units, message } of descriptions) {
    if (!isUsed.has(field)) continue;
    writer.write(messages.fieldDescription, [
      [fieldDescription.developerDataIndex, developerDataIndex],
      [fieldDescription.fieldDefinitionNumber, field.number],
      [fieldDescription.fitBaseTypeId, field.type.code],
      [fieldDescription.fieldName, name],
      [fieldDescription.units, units],
      [fieldDescription.nativeMessageNumber, message.globalNumber],
    ]);
  }
}
