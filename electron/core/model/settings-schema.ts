import { z } from 'zod';
import type { Instant } from './ids.ts';
import { minute, parseInstant } from './instant.ts';
import { maxPointMs, maxPoints, pointClasses } from './point-class.ts';
import { checkProxy, type ProxySetting } from './proxy.ts';
import { firstSteps, locales, type Settings } from './settings.ts';
import { desktopChoices } from './severity.ts';
import { isUsableZone } from './time-zone.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** An instant as text, in its canonical form, within the years 1970 to 9999. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({ code: 'custom', params: { reason: 'not-allowed' } });
  return z.NEVER;
});

/** A list of points of the user's own: from a minute to a year before a deadline; the deadline itself always rings. */
export const pointsSchema = z.array(z.int().min(0).max(maxPointMs).multipleOf(minute)).min(1).max(maxPoints).readonly();

const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    timeZone: z.string().min(1).max(64).refine(isUsableZone),
    urgentPasses: z.boolean(),
  })
  .refine(({ from, to }) => from !== to);

const proxy = z
  .string()
  .max(500)
  .transform((text, context): ProxySetting => {
    const checked = checkProxy(text);
    if (checked.ok) return checked.value;
    context.addIssue({ code: 'custom', params: { reason: checked.failure.reason } });
    return z.NEVER;
  });

/** What each setting must look like, whether it comes from the window or from the store. */
export const settingSchemas: { readonly [Key in keyof Settings]-?: z.ZodType<Settings[Key]> } = {
  locale: z.enum([...locales, 'system']),
  theme: z.enum(['light', 'dark', 'system']),
  quietHours: quietHours.nullable(),
  mutedUntil: instantSchema.nullable(),
  notifications: z.strictObject({
    urgent: z.enum(desktopChoices),
    usual: z.enum(desktopChoices),
    news: z.enum(desktopChoices),
  }),
  points: z.partialRecord(z.enum(pointClasses), pointsSchema),
  firstSteps: z.array(z.enum(firstSteps)).max(firstSteps.length).readonly(),
  proxy,
  extraCa: z.string().trim().min(1).max(4096).nullable(),
};
