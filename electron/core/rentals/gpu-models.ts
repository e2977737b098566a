/** A model that a text names, and where: from its first character up to behind its last. */
export interface NamedModel {
  readonly model: string;
  /** The name says by itself that it is a card; a short or bare one needs a number or a word that says so. */
  readonly isSure: boolean;
  readonly from: number;
  readonly to: number;
}

interface Pattern {
  readonly find: RegExp;
  readonly isSure: boolean;
  readonly nameOf: (...parts: readonly (string | undefined)[]) => string;
}

/** No letter or digit is joined to a name, but for a number of cards (`4090x8`). */
const pattern = (source: string, nameOf: Pattern['nameOf'], isSure = true): Pattern => ({
  find: new RegExp(String.raw`(?<![A-Za-z\d_.])(?:${source})(?![A-WYZ\d]|x(?!\s*\d))`, 'gi'),
  isSure,
  nameOf,
});

const named =
  (maker: string) =>
  (name = ''): string =>
    `${maker}${name.toUpperCase()}`;

const upper = named('');

/** `Ti`, `SUPER` (also written `S`) and `D` behind a number. */
const variant = String.raw`([\s-]*(?:Ti(?:[\s-]*Super)?|S(?:uper)?(?:[\s-]*Ti)?|D))?`;

const consumerName =
  (series: 'RTX' | 'GTX') =>
  (number = '', more = ''): string => {
    const words = more.toLowerCase();
    const parts = [
      words.includes('ti') ? ' Ti' : '',
      words.includes('s') ? ' SUPER' : '',
      words.endsWith('d') ? ' D' : '',
    ];
    return `${series} ${number}${parts.join('')}`;
  };

const consumer = String.raw`(20[678]0|[345]0[5-9]0)`;
const dataCentre = String.raw`GB[23]00|GH200|B[123]00|H[12]00|H800|A[18]00|L40S|V100S?`;
const short = String.raw`A10G?|A16|A30|A40|H20|L20|L40|L4|T4|P100|P40|P4|K80|M40|M60`;

/**
 * Names of cards, longer ones first: what is part of one is not found again. The list has what is rented; a card that it lacks is not
 * read, and never as another one. A bare number that has a unit is no card.
 */
const patterns: readonly Pattern[] = [
  pattern(String.raw`RTX[\s-]*PRO[\s-]*(4[05]00|5000|6000)`, named('RTX PRO ')),
  pattern(String.raw`RTX[\s-]*(4[05]00|5000|5880|6000)[\s-]*Ada`, (number = '') => `RTX ${number} Ada`),
  pattern(String.raw`(?:Quadro[\s-]*)?RTX[\s-]*(A\d{4})`, named('RTX ')),
  pattern(String.raw`(?:Quadro|Q)[\s-]*RTX[\s-]*(\d{4})`, named('Quadro RTX ')),
  pattern(String.raw`(?:GeForce[\s-]*)?RTX[\s-]*${consumer}${variant}`, consumerName('RTX')),
  pattern(String.raw`(?:GeForce[\s-]*)?GTX[\s-]*(10[5678]0|16[56]0)${variant}`, consumerName('GTX')),
  pattern(String.raw`TITAN[\s-]*(RTX|Xp|V)`, named('TITAN ')),
  pattern(String.raw`((?:BI|MR)-V(?:50|100|150))`, named('Iluvatar ')),
  pattern(`(${dataCentre})`, upper),
  pattern(String.raw`(?:Tesla|NVIDIA|英伟达)[\s-]*(${short}|A2|L2)`, upper),
  pattern(String.raw`(?:AMD[\s-]*)?(?:Instinct[\s-]*)?(MI(?:50|60|100|210|250X?|300[AX]|308X|325X|35[05]X))`, upper),
  pattern(String.raw`(?:昇腾|Ascend)[\s-]*(910[A-D]?|310P?)\d?`, named('Ascend ')),
  pattern(String.raw`(?:海光|Hygon)[\s-]*(?:DCU[\s-]*)?(K100|Z100L?)(?:[\s_-]*AI)?`, named('Hygon ')),
  pattern(String.raw`(MLU(?:270|290|370|580|590))(?:-?[XSM]\d)?`, named('Cambricon ')),
  pattern(String.raw`(?:沐曦|MetaX)[\s-]*(C\d{3})`, named('MetaX ')),
  pattern(String.raw`(?:昆仑芯?|Kunlun(?:xin)?)[\s-]*([PR]\d{3})`, named('Kunlun ')),
  pattern(String.raw`MTT[\s-]*(S\d{2,4})`, named('MTT ')),
  pattern(`(${short})`, upper, false),
  pattern(String.raw`${consumer}${variant}(?!\s*(?:[GMT]i?B?\b|[KMG]?Hz|元|小时|天|核))`, consumerName('RTX'), false),
];

/** Returns the models that a text names, in their sequence in the text. */
export const modelsIn = (text: string): readonly NamedModel[] => {
  const found: NamedModel[] = [];
  for (const { find, nameOf, isSure } of patterns) {
    for (const match of text.matchAll(find)) {
      const [whole, ...parts] = match;
      const [from, to] = [match.index, match.index + whole.length];
      if (found.some((other) => from < other.to && other.from < to)) continue;
      found.push({ model: nameOf(...parts), isSure, from, to });
    }
  }
  return found.sort((one, other) => one.from - other.from);
};
