import type { ProviderDescription } from '../../core/model/account.ts';
import { durationUnits } from './units.ts';

const unitChoices = durationUnits.map((unit) => ({ value: unit, label: `provider_wolover_unit_${unit}` }));
const statuses = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** What Wolover asks of a new account. Its address is each operator's own. */
export const description: ProviderDescription = {
  id: 'wolover',
  name: 'provider_wolover_name',
  defaultBaseUrl: null,
  reads: ['orders'],
  credentials: [{ name: 'apiKey', label: 'provider_wolover_api_key', help: 'provider_wolover_api_key_help' }],
  settings: [
    {
      name: 'durationUnit',
      label: 'provider_wolover_duration_unit',
      help: 'provider_wolover_duration_unit_help',
      kind: 'choice',
      choices: [...unitChoices, { value: 'unknown', label: 'provider_wolover_unit_unknown' }],
      initial: null,
    },
    {
      name: 'productUnits',
      label: 'provider_wolover_product_units',
      help: 'provider_wolover_product_units_help',
      kind: 'choice-by-product',
      choices: unitChoices,
      initial: '',
    },
    {
      name: 'status',
      label: 'provider_wolover_status',
      help: 'provider_wolover_status_help',
      kind: 'choice',
      choices: [
        { value: '', label: 'provider_wolover_status_all' },
        ...statuses.map((status) => ({ value: status, label: `provider_wolover_status_${status}` })),
      ],
      initial: '',
      role: 'filter',
      parameter: 'status',
    },
    {
      name: 'pageSize',
      label: 'provider_page_size',
      help: 'provider_wolover_page_size_help',
      kind: 'number',
      choices: [],
      initial: '',
      role: 'size',
      parameter: 'pageSize',
      // The document gives no bounds; these are ours.
      range: { least: 1, most: 1000 },
    },
    {
      name: 'pageNum',
      label: 'provider_page',
      help: 'provider_wolover_page_help',
      kind: 'number',
      choices: [],
      initial: '',
      role: 'round',
      parameter: 'pageNum',
      range: { least: 0, most: 1_000_000 },
    },
  ],
  keyHelp: 'provider_wolover_key_help',
  endHelp: 'provider_wolover_end_help',
  calls: ['POST /order/openapi/getOrderList'],
};
