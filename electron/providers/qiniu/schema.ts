import { z } from 'zod';
import { idLeaf, leaf, nestedLeaf, raw, textLeaf } from '../reading/leaves.ts';

/** One item of an order's detail; `resource_order_infos` of unpaid orders have the same form. */
export const itemSchema = z.object({
  order_type: leaf,
  resource_type: leaf,
  resource_id: idLeaf,
  region: leaf,
  price: leaf,
  status: leaf,
  life_start_time: leaf,
  life_expire_time: leaf,
});

/** One product of an order in a Qiniu response. */
export type QiniuItem = z.infer<typeof itemSchema>;

/** `GET /v1/order/detail/<order_hash>`. `expire_time` is the payment deadline, not the end of the rental. */
export const orderSchema = z.object({
  order: idLeaf,
  fee: leaf,
  c_fee: leaf,
  create_time: leaf,
  pay_time: leaf,
  cancel_time: leaf,
  expire_time: leaf,
  status: leaf,
  items: raw,
});

/** One sub-order of `GET /v1/order/pay_record`; here the rental's end is called `life_end_time`. */
export const paySchema = z.object({
  id: leaf,
  order_hash: idLeaf,
  region_id: leaf,
  order_type: leaf,
  resource_type: leaf,
  resource_id: idLeaf,
  life_start_time: leaf,
  life_end_time: leaf,
  status: leaf,
  create_time: leaf,
});

/** One entry of `GET /v1/order/unpaid_orders`, a third shape with the order two levels down. */
export const unpaidSchema = z.object({
  status: leaf,
  cancel_time: leaf,
  order: nestedLeaf({
    bo_order: nestedLeaf({
      order: idLeaf,
      fee: leaf,
      c_fee: leaf,
      create_time: leaf,
      pay_time: leaf,
      expired_time: leaf,
      status: leaf,
    }),
  }),
  resource_order_infos: raw,
});

/** The envelope, with both forms of an error. What it says is looked through for keys before it is cut. */
export const responseSchema = z.object({
  request_id: textLeaf,
  data: raw,
  code: textLeaf,
  error_message: textLeaf,
  error: nestedLeaf({ code: textLeaf, name: textLeaf, message: textLeaf, request_id: textLeaf }),
});

/** A Qiniu response before its `data` is read. */
export type QiniuResponse = z.infer<typeof responseSchema>;
