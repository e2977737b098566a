/** A number of at most 15 digits, as many as those of a spreadsheet hold. */
export const plainNumber = /^-?(?=(?:\.?\d){1,15}$)(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether a text is a number that a spreadsheet shows just as it is written; one with a sign begins as a formula does. */
export const staysAsWritten = (text: string): boolean =>
  plainNumber.test(text) && !text.startsWith('-') && !/\.\d*0$/.test(text);

/** A sign of any currency, with the letters that stand before some of them, and currencies that are written in letters. */
const money = '(?:[a-z]{0,3}\\p{Sc}|元|円|kr\\.?|zł|kč|ft|lei|chf|cny|rmb|usd|eur|gbp|jpy|inr)';
/** Numbers of every kind that a cell may be taken for: grouped, with an exponent, a percentage, money, a fraction, in brackets, signed behind. */
const numberLike = new RegExp(
  `^[-+(]?\\s*${money}?\\s*[-+]?(?:\\d[\\d.,'\\s]*|\\.\\d+)(?:e[-+]?\\d+)?\\s*(?:%|${money})?\\s*[-+)]?$|^\\d+\\s+\\d+\\/\\d+$`,
  'iu',
);

/** Dates and times: `3-4`, `2026/3/1 08:00`, `10:30`, `12:34:56.789`, `5:00 PM`, `1月2日`, `2026年3月`, `12时34分56秒`. */
const dateLike =
  /^\d{1,4}(?:[-/.:年月时点分]\d{1,4}){1,2}[月日号时分秒]?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:\s?[ap]m?)?$|^\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+(?:\s?[ap]m?)?$|^\d{1,4}[年月日时点]$|^\d{1,2}\s?[ap]m?$/iu;
/** A time of day in front of a date or behind it, and a weekday in front: what is left without them is the date. */
const time = String.raw`\d{1,2}(?:(?::\d{1,2}){1,2}(?:[.,]\d+)?|[时点](?:\d{1,2}(?:分(?:\d{1,2}秒?)?)?)?)(?:\s?[ap]m?)?`;
const besideDate = [
  new RegExp(`(?:(?<=[\\d日号]),?[ T]|(?<=[日号]))${time}$`, 'iu'),
  new RegExp(`^${time} (?=\\S)`, 'iu'),
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? (?=\S)|\s?(?:星期|周|礼拜)[一二三四五六日天]$/iu,
];
/** Halves of a day, which Chinese writes before the time; without them it is a time like any other. */
const dayParts = /上午|下午|中午|凌晨|早上|晚上/gu;
const monthLike =
  /^(?:\d{1,4}[-\s/.]*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-\s/.,]*\d{1,4}){0,2}$/i;
const wordLike = /^(?:true|false|#(?:n\/a|null!|div\/0!|value!|ref!|name\?|num!))$/i;

/**
 * Whether a spreadsheet takes a text for something else and shows it otherwise than it is: rounds it to 15 digits (an order's id has 19), drops
 * its zeros, or makes a date of it. Full-width digits count like others.
 */
export const looksLikeSomethingElse = (text: string): boolean => {
  const folded = text.normalize('NFKC').replace(dayParts, ' ').replace(/\s+/g, ' ').trim();
  const date = besideDate.reduce((left, pattern) => left.replace(pattern, ''), folded);
  return [numberLike, dateLike, monthLike, wordLike].some((kind) => kind.test(folded) || kind.test(date));
};
