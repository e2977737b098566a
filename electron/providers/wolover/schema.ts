import { z } from 'zod';
import { isObject, type JsonObject } from '../reading/json.ts';
import { idOf, leaf, raw, textLeaf, wordOf } from '../reading/leaves.ts';

/** A row of Wolover's order list (`POST /order/openapi/getOrderList`). Numbers come as numbers or as text, nested objects can be null. */
export interface WoloverRow {
  readonly id: string | null;
  readonly productType: string | null;
  readonly status: string | null;
  readonly buyDuration: string | null;
  readonly createTime: string | null;
  readonly orderProductVo: Product | null;
}

interface Product {
  readonly name: string | null;
  readonly graphicsCardNum: string | null;
  readonly cpuModel: string | null;
  readonly intMemory: string | null;
  readonly systemDisk: string | null;
  readonly vcpu: string | null;
  readonly orderGraphicsCardVo: Readonly<Record<'type' | 'model' | 'memory', string | null>> | null;
  readonly orderMirrorImageVo: Readonly<Record<'name' | 'version', string | null>> | null;
}

/** Reads a row; null for what is none. Without a schema, since a list may have a hundred thousand of them. */
export const rowOf = (value: unknown): WoloverRow | null =>
  !isObject(value)
    ? null
    : {
        id: idOf(value['id']),
        productType: wordOf(value['productType']),
        status: wordOf(value['status']),
        buyDuration: wordOf(value['buyDuration']),
        createTime: wordOf(value['createTime']),
        orderProductVo: nested(value['orderProductVo'], productOf),
      };

/** A nested object that may be null, absent or of another kind: then null. */
const nested = <Value>(value: unknown, read: (object: JsonObject) => Value): Value | null =>
  isObject(value) ? read(value) : null;

const productOf = (product: JsonObject): Product => ({
  name: wordOf(product['name']),
  graphicsCardNum: wordOf(product['graphicsCardNum']),
  cpuModel: wordOf(product['cpuModel']),
  intMemory: wordOf(product['intMemory']),
  systemDisk: wordOf(product['systemDisk']),
  vcpu: wordOf(product['vcpu']),
  orderGraphicsCardVo: nested(product['orderGraphicsCardVo'], ({ type, model, memory }) => ({
    type: wordOf(type),
    model: wordOf(model),
    memory: wordOf(memory),
  })),
  orderMirrorImageVo: nested(product['orderMirrorImageVo'], ({ name, version }) => ({
    name: wordOf(name),
    version: wordOf(version),
  })),
});

/**
 * The envelope: success is `code` 200, whatever the HTTP status says. `rows` is judged by the client, since null is a list too; what it says is
 * looked through for keys before it is cut.
 */
export const responseSchema = z.object({ code: textLeaf, msg: textLeaf, total: leaf, rows: raw });

/** A Wolover response before its rows are read. */
export type WoloverResponse = z.infer<typeof responseSchema>;
