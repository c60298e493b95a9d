import { z } from 'zod';

/** Text that people typed: trimmed, without NUL or other control characters except line breaks and tabs. */
export const plainText = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
    .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/u.test(text), 'contains control characters')
    // Half of a pair is no character; PostgreSQL cannot keep it.
    .refine((text) => !/\p{Surrogate}/u.test(text), 'contains half a character');

export const idSchema = z.uuid();
export const missionIdSchema = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]+)+$/, 'is not a mission id such as KR-EMB-TR')
  .max(60);
/** ISO 8601 with Z or an offset; kept in UTC with milliseconds. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
/** The same as it stands in entries and read models: already UTC. */
export const storedInstantSchema = z.iso.datetime();
export const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'is not an IANA time zone such as Europe/Istanbul');
export const latitudeSchema = z.number().min(-90).max(90);
export const longitudeSchema = z.number().min(-180).max(180);
export const countryIso2Schema = z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166-1 alpha-2 code such as TR');
export const versionSchema = z.int().min(1);

const knownZones = new Map<string, boolean>();
const ZONES_KEPT = 1_000;

/** Asked for with every report; the runtime's own answer takes long enough to remember it. */
function isTimeZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const answer = runtimeKnows(zone);
  if (knownZones.size < ZONES_KEPT) knownZones.set(zone, answer);
  return answer;
}

function runtimeKnows(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
