import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';

const field = (label: string, path: string, format: FieldFormat = 'exact'): FactField => ({
  paths: [path],
  label: `provider_alibaba_field_${label}`,
  format,
});

const words = (name: string): FieldFormat => ({ words: `provider_alibaba_${name}` });

/** Every documented field of a row that a resource's own fields do not show already. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    heading: 'order_section_product',
    fields: [
      field('product_code', 'ProductCode', words('kind')),
      field('product_type', 'ProductType'),
      field('instance_id', 'InstanceID'),
      field('region', 'Region'),
      field('subscription_type', 'SubscriptionType', words('subscription_type')),
    ],
  },
  {
    heading: 'provider_alibaba_section_course',
    fields: [
      field('status', 'Status', words('status')),
      field('sub_status', 'SubStatus', words('sub_status')),
      field('create_time', 'CreateTime', 'rfc3339'),
      field('end_time', 'EndTime', 'rfc3339'),
      field('stop_time', 'StopTime', 'rfc3339'),
      field('expected_release_time', 'ExpectedReleaseTime', 'rfc3339'),
      field('release_time', 'ReleaseTime', 'rfc3339'),
      field('renew_status', 'RenewStatus', words('renew_status')),
      field('renewal_duration', 'RenewalDuration', 'text'),
      field('renewal_duration_unit', 'RenewalDurationUnit', words('renewal_unit')),
    ],
  },
];
