import { expect, it } from 'vitest';
import {
  areTagsWithinBounds,
  changedTags,
  maxTagLength,
  maxTags,
  plainTags,
} from '../../../../electron/core/model/tags.ts';

it('tags are visible lines, each once whatever its case, as it was written first', () => {
  expect(plainTags([' 训练 ', 'LLM', 'llm', '\u200b', '', 'Cafe\u0301', 'CAFÉ', 'a\nb\u202e'])).toEqual([
    '训练',
    'LLM',
    'Café',
    'a b',
  ]);
});

it('a comma parts two tags, in Chinese too', () => {
  expect(plainTags(['prod, 训练，评测、old,,'])).toEqual(['prod', '训练', '评测', 'old']);
});

it('a change takes away and adds, without looking at case', () => {
  expect(changedTags(['LLM', 'prod'], { add: ['训练', 'PROD'], remove: ['llm'] })).toEqual(['prod', '训练']);
  expect(changedTags(['LLM'], { add: ['llm'], remove: ['LLM'] })).toEqual(['llm']);
  expect(changedTags([], { add: [], remove: ['x'] })).toEqual([]);
});

it('tags have bounds', () => {
  const many = Array.from({ length: maxTags }, (_, index) => String(index));
  expect(areTagsWithinBounds(many)).toBe(true);
  expect(areTagsWithinBounds([...many, 'one more'])).toBe(false);
  expect(areTagsWithinBounds(['x'.repeat(maxTagLength)])).toBe(true);
  expect(areTagsWithinBounds(['x'.repeat(maxTagLength + 1)])).toBe(false);
});
