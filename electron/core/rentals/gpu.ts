import type { Gpu, GpuTexts } from '../model/gpu.ts';
import { modelsIn, type NamedModel } from './gpu-models.ts';

/** Returns the cards of a rental as its provider's texts name them; null where they name none, or more than one model. */
export const gpuOf = ({ spec, title, words = title }: GpuTexts): Gpu | null => {
  const read = spec === null ? 'unsaid' : gpuOfSpec(spec);
  return read === 'unsaid' ? gpuIn(words) : read;
};

/** A specification that names no model at all leaves it to the other texts. */
const gpuOfSpec = (spec: string): Gpu | null | 'unsaid' =>
  gpuIn(spec) ?? (modelsIn(spec).length === 0 ? 'unsaid' : null);

/** Returns `gpuOf` with a memory for specifications: many rentals have the same, and reading one takes longer than finding it again. */
export const gpuReader = (): typeof gpuOf => {
  const specs = new Map<string, Gpu | null | 'unsaid'>();
  return (texts) => {
    const { spec } = texts;
    if (spec === null) return gpuOf(texts);
    const known = specs.get(spec);
    const read = known === undefined ? gpuOfSpec(spec) : known;
    if (known === undefined) specs.set(spec, read);
    return read === 'unsaid' ? gpuOf({ ...texts, spec: null }) : read;
  };
};

/** Returns what stands in every text in which a model is read, ASCII letters without case: its number, or its first word. */
export const traceOf = (model: string): string => /\d+/.exec(model)?.[0] ?? model.split(' ')[0] ?? model;

/** Reads the cards that one text names. A text that leaves open which model is meant is not read at all. */
export const gpuIn = (text: string): Gpu | null => {
  const isAboutCards = cardsCounted(text).size > 0 || /GPU|NPU|DCU|NVIDIA|英伟达|显卡|算力卡|加速卡/i.test(text);
  // A short or bare name ("T4", "4090") means cards only where something says that cards are meant.
  const models = modelsIn(text).filter((name) => name.isSure || isAboutCards || countBeside(text, name) !== null);
  const counted = models.filter((name) => countBeside(text, name) !== null);
  const meant = new Set(models.map(({ model }) => model)).size > 1 ? counted : [...counted, ...models];
  const [first] = meant;
  if (first === undefined || meant.some(({ model }) => model !== first.model)) return null;
  return { model: first.model, count: countOf(text, first) };
};

/** More cards than any machine or order of them has; a larger number counts something else. */
const maxCards = 1024;

/** Where two numbers contradict each other, none is believed. */
const countOf = (text: string, name: NamedModel): number | null => {
  const counts = cardsCounted(text);
  const beside = countBeside(text, name);
  if (beside !== null) counts.add(beside);
  const [count] = counts;
  return counts.size === 1 && count !== undefined ? cardsFrom(count * quantityOf(text, name)) : null;
};

/** `2×` before all that is said of one machine multiplies its cards, unless it is what counts them. */
const quantityOf = (text: string, name: NamedModel): number => {
  const [whole, times] = /^\s*(\d{1,4})\s*[×✕]/.exec(text) ?? [];
  if (whole === undefined || whole.length > name.from) return 1;
  const countsCards = before.exec(text.slice(0, name.from))?.index === 0 && numberAfter(text, name) === null;
  return countsCards ? 1 : Number(times);
};

const countBeside = (text: string, name: NamedModel): number | null =>
  numberAfter(text, name) ?? numberBefore(text, name);

/** `8×`, `8 x ` and `8张` before a model, with the words of its maker between. */
const before =
  /(?:^|[^\d.])(\d{1,4})\s*[×✕xX*＊卡张块颗]\s*(?:(?:NVIDIA|英伟达|Tesla|AMD|GPU|显卡|华为|寒武纪)[\s-]*)*$/i;

/** `×8`, ` x 8` and `*8` behind a model, with its form and memory between; `x86` and `x64` name processors. */
const after =
  /^(?:[\s_()（）/-]*(?:SXM\d?|PCI-?E|NVL(?:ink)?|(?:显存\s*)?\d{1,3}\s*G(?:i?B)?(?:\s*显存)?))*[\s()（）]*(?!x(?:86|64)\b)[×✕x*＊]\s*(\d{1,4})(?![\w.])/i;

const numberBefore = (text: string, { from }: NamedModel): number | null =>
  cardsFrom(Number(before.exec(text.slice(0, from))?.[1]));

const numberAfter = (text: string, { to }: NamedModel): number | null =>
  cardsFrom(Number(after.exec(text.slice(to))?.[1]));

const cardsFrom = (count: number): number | null => (count >= 1 && count <= maxCards ? count : null);

const chineseNumbers: ReadonlyMap<string, number> = new Map([
  ['单', 1],
  ['双', 2],
  ['两', 2],
  ['四', 4],
  ['八', 8],
]);

/** `8卡`, `八卡`, `8 GPUs`, `8块显卡`: every number of cards that stands anywhere in a text. */
const said =
  /(?<![\d.])(\d{1,4}|[单双两四八])\s*-?\s*(?:卡|[张块颗]\s*(?:GPU|显卡|加速卡|算力卡|卡)|(?:[x×*]\s*)?(?:GPUs?|cards?)\b)/gi;

const cardsCounted = (text: string): Set<number> => {
  const counts = [...text.matchAll(said)].map(([, word = '']) => chineseNumbers.get(word) ?? cardsFrom(Number(word)));
  return new Set(counts.filter((count) => count !== null));
};
