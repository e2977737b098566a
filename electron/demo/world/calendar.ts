/** Lengths of time in milliseconds. */
const secondMs = 1_000;
/** Milliseconds in a minute. */
export const minuteMs = 60 * secondMs;
/** Milliseconds in an hour. */
export const hourMs = 60 * minuteMs;
/** Milliseconds in 24 hours. */
export const dayMs = 24 * hourMs;

/** China has had no daylight saving time since 1991, so its wall clock is a fixed shift of UTC. */
const shanghaiShiftMs = 8 * hourMs;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai without a zone, as Wolover and UniCloud write and read it. */
export function shanghaiText(at: number): string {
  return new Date(at + shanghaiShiftMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a `yyyy-MM-dd HH:mm:ss` text in Asia/Shanghai, or null when it is not one. */
export function shanghaiInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const shifted = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(shifted)) return null;
  const at = shifted - shanghaiShiftMs;
  return shanghaiText(at) === text ? at : null;
}

/** RFC 3339 in UTC with whole seconds: `2020-09-16T11:57:18Z`. */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 at Beijing's offset: `2020-09-23T19:57:18+08:00`. */
export function beijingText(at: number): string {
  return `${new Date(at + shanghaiShiftMs).toISOString().slice(0, 19)}+08:00`;
}

/** RFC 3339 in UTC with the fraction that Go writes: `2020-09-16T11:57:18.482Z`. */
export function fractionText(at: number): string {
  return new Date(at).toISOString();
}

/** So many calendar months later (or earlier) in Asia/Shanghai; a month from 31 January is the last day of February. */
export function addMonths(at: number, months: number): number {
  const local = new Date(at + shanghaiShiftMs);
  const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1));
  const year = first.getUTCFullYear();
  const month = first.getUTCMonth();
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = `${String(year).padStart(4, '0')}-${twoDigits(month + 1)}-${twoDigits(Math.min(local.getUTCDate(), lastDay))}`;
  return Date.parse(`${day}T${local.toISOString().slice(11)}`) - shanghaiShiftMs;
}

/**
 * A purchase whose rental ends exactly at `endsAt`: the wanted number of months, or more where the calendar has no such
 * day (nothing bought for one month ends on 31 March, because there is no 31 February).
 */
export function purchaseEndingAt(endsAt: number, wantedMonths: number): { createdAt: number; months: number } {
  for (let months = wantedMonths; months < wantedMonths + 12; months += 1) {
    const createdAt = addMonths(endsAt, -months);
    if (addMonths(createdAt, months) === endsAt) return { createdAt, months };
  }
  throw new Error('every day of the calendar has its like within a year');
}

/** The first midnight UTC at or after an instant: Qiniu's rental ends are labelled so. */
export function nextMidnight(at: number): number {
  return Math.ceil(at / dayMs) * dayMs;
}
