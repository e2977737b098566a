import type { ResourceKey } from '../../core/model/ids.ts';
import type { StoredResource } from '../../core/model/resource.ts';

/** A resource before and after a reading. */
export interface ResourceChange {
  readonly before: StoredResource | null;
  readonly after: StoredResource;
}

/** Resources that a reading changed and that are not stored yet, found by their key and by the id that several of them may have. */
export class ChangedResources {
  readonly #changes: Map<ResourceKey, ResourceChange>;
  readonly #keysOfId = new Map<string, ResourceKey[]>();

  constructor(changes: ReadonlyMap<ResourceKey, ResourceChange>) {
    this.#changes = new Map(changes);
    for (const [key, { after }] of changes) {
      const keys = this.#keysOfId.get(after.resourceId);
      if (keys === undefined) this.#keysOfId.set(after.resourceId, [key]);
      else keys.push(key);
    }
  }

  get(key: ResourceKey): ResourceChange | undefined {
    return this.#changes.get(key);
  }

  /** Keys of those that have an id. */
  keysOfId(resourceId: string): readonly ResourceKey[] {
    return (this.#keysOfId.get(resourceId) ?? []).filter((key) => this.#changes.has(key));
  }

  /** Keys of so many of them at most. */
  some(most: number): readonly ResourceKey[] {
    return [...this.#changes.keys()].slice(0, most);
  }

  /** Notes that one of them is stored. */
  stored(key: ResourceKey): void {
    this.#changes.delete(key);
  }
}
