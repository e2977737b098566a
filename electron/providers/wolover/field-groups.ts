import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';

const field = (label: string, path: string, format: FieldFormat = 'text'): FactField => ({
  paths: [path],
  label: `provider_wolover_field_${label}`,
  format,
});
const words = (name: string): FieldFormat => ({ words: `provider_wolover_${name}` });

const product = 'orderProductVo';
const card = `${product}.orderGraphicsCardVo`;
const image = `${product}.orderMirrorImageVo`;

/** Every field of a row of getOrderList that an order's own fields do not show already. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    heading: 'order_section_order',
    fields: [
      field('status', 'status', words('status')),
      field('product_type', 'productType', words('product_type')),
      field('buy_duration', 'buyDuration'),
      field('reason', 'reason'),
    ],
  },
  {
    heading: 'order_section_machine',
    fields: [
      field('name', `${product}.name`),
      field('framework_type', `${product}.frameworkType`, words('framework_type')),
      field('cpu_model', `${product}.cpuModel`),
      field('vcpu', `${product}.vcpu`, { unit: 'core' }),
      field('int_memory', `${product}.intMemory`, { unit: 'gigabyte' }),
      field('system_disk', `${product}.systemDisk`, { unit: 'gigabyte' }),
    ],
  },
  {
    heading: 'order_section_card',
    fields: [
      field('card_type', `${card}.type`),
      field('card_model', `${card}.model`),
      field('graphics_card_num', `${product}.graphicsCardNum`, { unit: 'card' }),
      field('card_memory', `${card}.memory`, { unit: 'gigabyte' }),
      field('computing_power', `${card}.computingPower`, { unit: 'teraflops' }),
    ],
  },
  {
    heading: 'order_section_image',
    fields: [
      field('image_system', `${image}.mirrorImageType`, words('image_system')),
      field('image_name', `${image}.name`),
      field('image_version', `${image}.version`),
      field('image_type', `${image}.type`, words('image_type')),
    ],
  },
];
