import type { ProviderDescription } from '../../electron/core/model/account.ts';

const field = (name: string) => ({ name, label: `fake_${name}`, help: '' });

/** Descriptions in the shape that providers give, with labels that have no message: the window shows the key then. */
export const fakeProviders: readonly ProviderDescription[] = [
  {
    id: 'wolover',
    name: 'Wolover',
    defaultBaseUrl: null,
    reads: ['orders'],
    credentials: [field('apiKey')],
    settings: [
      {
        ...field('durationUnit'),
        kind: 'choice',
        choices: ['hour', 'day', 'month', 'unknown'].map((value) => ({ value, label: `unit ${value}` })),
        initial: null,
      },
      {
        ...field('productUnits'),
        kind: 'choice-by-product',
        choices: ['hour', 'day', 'month'].map((value) => ({ value, label: `unit ${value}` })),
        initial: '',
      },
    ],
    keyHelp: 'fake_key_help',
    endHelp: 'fake_end_help',
    calls: [],
  },
  {
    id: 'unicloud',
    name: 'UniCloud',
    defaultBaseUrl: 'https://api.unicloud.com',
    reads: ['orders'],
    credentials: [field('accessKeyId'), field('accessKeySecret')],
    settings: [{ ...field('regionId'), kind: 'text', choices: [], initial: '' }],
    keyHelp: 'fake_key_help',
    endHelp: 'fake_end_help',
    calls: [],
  },
  {
    id: 'qiniu',
    name: 'Qiniu',
    defaultBaseUrl: 'https://api-qvm.qiniu.com',
    reads: ['orders'],
    credentials: [field('accessKey'), field('secretKey')],
    keyUrl: 'https://portal.qiniu.example/key',
    settings: [{ ...field('orderHashes'), kind: 'text', choices: [], initial: '' }],
    keyHelp: 'fake_key_help',
    endHelp: 'fake_end_help',
    calls: [],
  },
];
