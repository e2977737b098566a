import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';

const field = (label: string, path: string, format: FieldFormat = 'text'): FactField => ({
  paths: [path],
  label: `provider_qiniu_field_${label}`,
  format,
});
const words = (name: string): FieldFormat => ({ words: `provider_qiniu_${name}` });

/** What an item is called in the detail and among the unpaid orders. */
const itemFields: readonly FactField[] = [
  field('order_type', 'order_type', words('order_type')),
  field('resource_type', 'resource_type', words('kind')),
  field('resource_id', 'resource_id', 'exact'),
  field('region', 'region', 'exact'),
  field('price', 'price', 'money'),
  field('item_status', 'status', words('item_status')),
  field('life_start_time', 'life_start_time', 'rfc3339'),
  field('life_expire_time', 'life_expire_time', 'rfc3339'),
];

/** Every field of detail, pay_record and unpaid_orders that an order's own fields do not show already. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    heading: 'order_section_order',
    fields: [
      {
        ...field('status', 'status', words('order_status')),
        paths: ['status', 'unpaid_orders.status'],
      },
      {
        ...field('expire_time', 'expire_time', 'rfc3339'),
        paths: ['expire_time', 'unpaid_orders.order.bo_order.expired_time'],
      },
      field('update_time', 'unpaid_orders.order.bo_order.update_time', 'rfc3339'),
      field('order_tag', 'unpaid_orders.order.order_tag'),
    ],
  },
  { heading: 'order_section_item', each: 'items', fields: itemFields },
  { heading: 'order_section_item', each: 'unpaid_orders.resource_order_infos', unless: 'items', fields: itemFields },
  {
    heading: 'order_section_item',
    each: 'pay_record',
    unless: 'items',
    fields: [
      field('order_type', 'order_type', words('order_type')),
      field('resource_type', 'resource_type', words('kind')),
      field('region', 'region_id', 'exact'),
      field('item_status', 'status', words('item_status')),
      field('life_start_time', 'life_start_time', 'rfc3339'),
      field('life_expire_time', 'life_end_time', 'rfc3339'),
      field('create_time', 'create_time', 'rfc3339'),
    ],
  },
  {
    heading: 'order_section_sub_order',
    each: 'pay_record',
    fields: [
      field('resource_id', 'resource_id', 'exact'),
      field('mode', 'mode', words('mode')),
      field('original_price', 'atomic_item_infos[0].original_price', 'money'),
      field('paid_price', 'atomic_item_infos[0].price', 'money'),
      field('complete_time', 'complete_time', 'rfc3339'),
      field('user', 'uid', 'exact'),
      field('sub_order_id', 'id', 'exact'),
    ],
  },
];
