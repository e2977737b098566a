import { z } from 'zod';
import type { JsonObject } from '../reading/json.ts';
import { idLeaf, leaf, nestedLeaf, raw, textLeaf } from '../reading/leaves.ts';

/**
 * The fields of an item of `Data.InstanceList` that are read and kept (model QueryAvailableInstances of npm @alicloud/bssopenapi20171214
 * 4.1.1). Whatever else a row carries (owner, seller, what is added one day) is dropped before anything looks at it.
 */
const rowFields = {
  InstanceID: idLeaf,
  ProductCode: leaf,
  ProductType: leaf,
  Region: leaf,
  SubscriptionType: leaf,
  Status: leaf,
  SubStatus: leaf,
  CreateTime: leaf,
  EndTime: leaf,
  StopTime: leaf,
  ExpectedReleaseTime: leaf,
  ReleaseTime: leaf,
  RenewStatus: leaf,
  RenewalDuration: leaf,
  RenewalDurationUnit: leaf,
};

/** One item of `Data.InstanceList`. */
export const rowSchema = z.object(rowFields);

/** A row of QueryAvailableInstances. */
export type AlibabaRow = z.infer<typeof rowSchema>;

/** A row with its documented fields only, and of those only plain values: nothing may come along inside one of them. */
export const documentedPart = (row: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(rowFields)
      .filter((name) => Object.hasOwn(row, name) && typeof row[name] !== 'object')
      .map((name) => [name, row[name]]),
  );

/** The envelope. `Code` is `Success` or an error, under HTTP 200 too; what it says is looked through for keys before it is cut. */
export const responseSchema = z.object({
  Code: textLeaf,
  Message: textLeaf,
  RequestId: textLeaf,
  Success: leaf,
  Data: nestedLeaf({ TotalCount: leaf, InstanceList: raw }),
});

/** A response before its rows are read. */
export type AlibabaResponse = z.infer<typeof responseSchema>;
