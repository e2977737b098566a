import { z } from 'zod';
import { idLeaf, leaf, nestedLeaf, raw, textLeaf } from '../reading/leaves.ts';

/** One row of `POST /order/openapi/getOrderList`. Numbers come as numbers or as text, nested objects can be null. */
export const rowSchema = z.object({
  id: idLeaf,
  productType: leaf,
  status: leaf,
  buyDuration: leaf,
  createTime: leaf,
  orderProductVo: nestedLeaf({
    name: leaf,
    graphicsCardNum: leaf,
    cpuModel: leaf,
    intMemory: leaf,
    systemDisk: leaf,
    vcpu: leaf,
    orderGraphicsCardVo: nestedLeaf({ type: leaf, model: leaf, memory: leaf }),
    orderMirrorImageVo: nestedLeaf({ name: leaf, version: leaf }),
  }),
});

/** A row of Wolover's order list. */
export type WoloverRow = z.infer<typeof rowSchema>;

/**
 * The envelope: success is `code` 200, whatever the HTTP status says. `rows` is judged by the client, since null is a list too; what it says is
 * looked through for keys before it is cut.
 */
export const responseSchema = z.object({ code: textLeaf, msg: textLeaf, total: leaf, rows: raw });

/** A Wolover response before its rows are read. */
export type WoloverResponse = z.infer<typeof responseSchema>;
