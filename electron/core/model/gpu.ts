/** The cards of a rental, as its provider's texts name them. */
export interface Gpu {
  /** The chip under one spelling for all providers ("RTX 4090", "A100"), without form or memory. */
  readonly model: string;
  /** How many of them; null where the texts do not say. */
  readonly count: number | null;
}

/** The texts of a rental that may name its cards. */
export interface GpuTexts {
  readonly spec: string | null;
  readonly title: string;
  /** Its provider's words for it, where its title is a name. */
  readonly words?: string;
}
