import { z } from 'zod';
import { idLeaf, leaf, raw, textLeaf } from '../reading/leaves.ts';

/** What list and detail both say about an order; each has fields that the other lacks, so they are merged. */
export const orderSchema = z.object({
  Id: idLeaf,
  OrderNo: leaf,
  UserId: idLeaf,
  OrderStatus: leaf,
  OrderCategory: leaf,
  PayType: leaf,
  ProductCategory: leaf,
  ProductRegionName: leaf,
  ProductRegionId: leaf,
  ProductDescription: textLeaf,
  ProductRentCount: leaf,
  TotalPrice: leaf,
  FinalPrice: leaf,
  PaidAmount: leaf,
  DueTime: leaf,
  PayTime: leaf,
  CreateTime: leaf,
  InstanceId: idLeaf,
  Items: raw,
});

/** An order in a UniCloud response. */
export type UnicloudOrder = z.infer<typeof orderSchema>;

/** One of a detail's `Items`, which are written in lowerCamel inside a PascalCase object. Its ids are 64-bit JSON numbers. */
export const itemSchema = z.object({
  id: idLeaf,
  productSku: leaf,
  productName: leaf,
  productCategory: leaf,
  productDescription: textLeaf,
  quantity: leaf,
  totalPrice: leaf,
  productStartTime: leaf,
  productEndTime: leaf,
  productRentCount: leaf,
  instanceId: idLeaf,
});

/** One product of an order in a UniCloud response. */
export type UnicloudItem = z.infer<typeof itemSchema>;

/** The envelope of both calls. A `Code` is a failure, under HTTP 200 too. What it says is looked through for keys before it is cut. */
export const responseSchema = z.object({
  Code: textLeaf,
  Message: textLeaf,
  Msg: textLeaf,
  RequestId: textLeaf,
  TotalCount: leaf,
  OrderList: raw,
  Order: raw,
});

/** A UniCloud response before its orders are read. */
export type UnicloudResponse = z.infer<typeof responseSchema>;
