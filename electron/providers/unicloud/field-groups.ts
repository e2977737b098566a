import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';

const named = (label: string, paths: readonly string[], format: FieldFormat): FactField => ({
  paths,
  label: `provider_unicloud_field_${label}`,
  format,
});

/** A field of the order: the detail's, or the list's while there is no detail. */
const field = (label: string, name: string, format: FieldFormat = 'text'): FactField =>
  named(label, [`Order.${name}`, name], format);

const itemField = (label: string, name: string, format: FieldFormat = 'text'): FactField =>
  named(label, [name], format);

const words = (name: string): FieldFormat => ({ words: `provider_unicloud_${name}` });

/** Every field of list and detail that an order's own fields do not show already. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    heading: 'order_section_order',
    fields: [
      field('order_category', 'OrderCategory', words('category')),
      field('pay_type_name', 'PayTypeName'),
      field('pay_type', 'PayType', 'exact'),
      field('charge_type', 'ChargeType', words('charge_type')),
      field('due_time', 'DueTime', 'epoch'),
      field('update_time', 'UpdateTime', 'epoch'),
      field('cancel_type', 'CancelType', 'exact'),
      field('note', 'Note'),
      field('is_offline', 'IsOffine', 'flag'),
      field('is_invoice', 'IsInvoice', 'flag'),
      field('instance_id', 'InstanceId', 'exact'),
    ],
  },
  {
    heading: 'order_section_amounts',
    fields: [
      field('coupon_amount', 'CouponAmount', 'money'),
      field('promotion_amount', 'PromotionAmount', 'money'),
      field('promotion_rule', 'PromotionRule'),
      field('payments', 'Payments'),
    ],
  },
  {
    heading: 'order_section_owner',
    fields: [
      field('user_name', 'UserName'),
      field('user_id', 'UserId', 'exact'),
      field('account_name', 'AccountName'),
      field('account_id', 'AccountId', 'exact'),
    ],
  },
  {
    heading: 'order_section_product',
    fields: [
      field('product_category', 'ProductCategory', words('kind')),
      field('region_name', 'ProductRegionName'),
      field('region_id', 'ProductRegionId', 'exact'),
      field('description', 'ProductDescription', 'parts'),
      field('item_count', 'ItemCount'),
      field('quantity', 'Quantity'),
      field('rent_count', 'ProductRentCount'),
      field('rent_unit', 'ProductRentUnit', words('rent_unit')),
    ],
  },
  {
    heading: 'order_section_item',
    each: 'Order.Items',
    fields: [
      itemField('product_name', 'productName'),
      itemField('product_category', 'productCategory', words('kind')),
      itemField('product_sku', 'productSku', 'exact'),
      itemField('product_id', 'productId', 'exact'),
      itemField('description', 'productDescription', 'parts'),
      itemField('quantity', 'quantity'),
      itemField('total_price', 'totalPrice', 'money'),
      itemField('start_time', 'productStartTime', 'epoch'),
      itemField('end_time', 'productEndTime', 'epoch'),
      itemField('rent_count', 'productRentCount'),
      itemField('rent_unit', 'productRentUnit', words('rent_unit')),
      itemField('is_parent', 'isParent', 'flag'),
      itemField('item_instance_id', 'instanceId', 'exact'),
      itemField('item_id', 'id', 'exact'),
    ],
  },
];
