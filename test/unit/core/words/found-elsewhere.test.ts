import { expect, it } from 'vitest';
import { searchedTerms } from '../../../../electron/core/model/found-text.ts';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import { foundElsewhere } from '../../../../electron/core/words/found-elsewhere.ts';

const rental = {
  tags: ['LLM', '评测 A'],
  resourceId: 'i-0abc',
  orders: [providerOrderIdOf('20260301-77')],
  region: 'cn-east',
  resourceType: 'DATA_HARD_DISK',
  provider: 'unicloud',
  spec: '50 GB',
};
const shown = ['训练机', '50 GB', 'Lab'];

it.each([
  ['训练 lab 50gb', []],
  ['llm', ['tag “LLM”']],
  ['评测a', ['tag “评测 A”']],
  ['0abc', ['its ID']],
  ['260301', ['its ID']],
  ['east', ['its region']],
  ['数据盘', ['its kind']],
  ['hard_disk', ['its kind']],
  ['unicloud', ['its provider']],
  ['张三', ['the order details']],
  ['llm east llm 张三 李四', ['tag “LLM”', 'its region', 'the order details']],
  ['llm 7d', ['tag “LLM”']],
])('%s was found in %j', (query, expected) => {
  expect(foundElsewhere(rental, searchedTerms(query, true), shown)).toEqual(expected);
});
