import { labelKeyOf } from './label.ts';
import { plainLine } from './plain-text.ts';

/** How many tags a rental has at most. */
export const maxTags = 20;

/** Characters (units of UTF-16) of one tag at most. */
export const maxTagLength = 40;

/** Nobody means a comma as part of a tag: several are typed and pasted with one in between, in Chinese with others. */
const commas = /[,，、]/u;

/**
 * Returns tags as they are kept: each one line of visible characters, none empty and none twice. Tags that look alike are one, whatever
 * their case; it stays as it was written first.
 */
export const plainTags = (written: readonly string[]): readonly string[] => {
  const byKey = new Map<string, string>();
  for (const part of written.flatMap((text) => text.split(commas))) {
    const tag = plainLine(part);
    const key = labelKeyOf(tag);
    if (key !== '' && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
};

/** Tags to add to those that something has, and tags to take from it. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Returns the tags that something has after a change. */
export const changedTags = (tags: readonly string[], { add, remove }: TagChange): readonly string[] => {
  const removed = new Set(plainTags(remove).map(labelKeyOf));
  return plainTags([...tags.filter((tag) => !removed.has(labelKeyOf(tag))), ...add]);
};

/** Whether tags, as `plainTags` returns them, are no more and no longer than may be kept. */
export const areTagsWithinBounds = (tags: readonly string[]): boolean =>
  tags.length <= maxTags && tags.every((tag) => tag.length <= maxTagLength);
