/** A number of at most 15 digits, as many as those of a spreadsheet hold. */
export const plainNumber = /^-?(?=(?:\.?\d){1,15}$)(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether a text is a number that a spreadsheet shows just as it is written. */
export const staysAsWritten = (text: string): boolean =>
  plainNumber.test(text) && text !== '-0' && !/\.\d*0$/.test(text);

/** Numbers of every kind that a cell may be taken for: grouped, with an exponent, a percentage, money, a fraction, in brackets, signed behind. */
const numberLike =
  /^[-+(]?\s*[¥$€£￥]?\s*[-+]?(?:\d[\d.,'\s]*|\.\d+)(?:e[-+]?\d+)?\s*[%¥$€£￥元]?\s*[-+)]?$|^\d+\s+\d+\/\d+$/iu;

/** Dates and times: `3-4`, `2026/3/1 08:00`, `10:30`, `12:34:56.789`, `5:00 PM`, `1月2日`, `2026年3月`, `12时34分56秒`. */
const dateLike =
  /^\d{1,4}(?:[-/.:年月时点分]\d{1,4}){1,2}[月日号时分秒]?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:\s?[ap]m?)?$|^\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+(?:\s?[ap]m?)?$|^\d{1,4}[年月日时点]$|^\d{1,2}\s?[ap]m?$/iu;
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
  return [numberLike, dateLike, monthLike, wordLike].some((kind) => kind.test(folded));
};
