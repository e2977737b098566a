import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';

const field = (name: string, format: FieldFormat): FactField => ({
  paths: [name],
  label: `provider_vastai_field_${name}`,
  format,
});

const state: FieldFormat = { words: 'provider_vastai_state' };

/** Every column that a resource's own fields do not show already. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    heading: 'order_section_machine',
    fields: [
      field('actual_status', state),
      field('intended_status', state),
      field('cur_state', state),
      field('is_bid', 'flag'),
      field('gpu_name', 'text'),
      field('num_gpus', 'text'),
    ],
  },
];
