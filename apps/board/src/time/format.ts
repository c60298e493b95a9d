import { type Instant, msBetween } from '@bongsu/kernel';
import type { Language } from '../i18n';

export const KST = 'Asia/Seoul';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs more than using it a thousand times, so each is built once. */
function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
    formatters.set(key, found);
  }
  return found;
}

export function formatTime(instant: Instant, language: Language, zone: string, withSeconds = false): string {
  return formatter(language, zone, { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}) }).format(
    Date.parse(instant),
  );
}

/** Day and time; the year only when it is not the present one. */
export function formatMoment(instant: Instant, language: Language, zone: string, now: Instant): string {
  const otherYear = instant.slice(0, 4) !== now.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(otherYear ? { year: 'numeric' } : {}),
  };
  return formatter(language, zone, options).format(Date.parse(instant));
}

/** The time alone when it is of the present day in this zone; otherwise with its day. */
export function formatSoon(instant: Instant, language: Language, zone: string, now: Instant): string {
  const day = formatter('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  const sameDay = day.format(Date.parse(instant)) === day.format(Date.parse(now));
  return sameDay ? formatTime(instant, language, zone) : formatMoment(instant, language, zone, now);
}

/** `+09:00` and the like, for a zone at an instant. */
export function offsetOf(zone: string, instant: Instant): string {
  const part = formatter('en', zone, { timeZoneName: 'longOffset' })
    .formatToParts(Date.parse(instant))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return part === undefined || part === 'GMT' ? '+00:00' : part.replace('GMT', '');
}

/** A span as people say it: the two largest units, `2 h 05 min`, `3 d 4 h`, `45 s`. */
export function formatSpan(ms: number, language: Language): string {
  const total = Math.floor(Math.abs(ms) / 1_000);
  const unit = language === 'ko' ? { d: '일', h: '시간', m: '분', s: '초' } : { d: 'd', h: 'h', m: 'min', s: 's' };
  const gap = language === 'ko' ? '' : ' ';
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  if (days > 0) return `${String(days)}${gap}${unit.d} ${String(hours)}${gap}${unit.h}`;
  if (hours > 0) return `${String(hours)}${gap}${unit.h} ${String(minutes).padStart(2, '0')}${gap}${unit.m}`;
  if (minutes > 0) return `${String(minutes)}${gap}${unit.m} ${String(seconds).padStart(2, '0')}${gap}${unit.s}`;
  return `${String(seconds)}${gap}${unit.s}`;
}

/** `h:mm:ss` (or `d h`) for a running countdown; figures stand still while they count. */
export function formatCountdown(from: Instant, to: Instant, language: Language): string {
  const total = Math.floor(Math.abs(msBetween(from, to)) / 1_000);
  if (total >= 2 * 86_400) return formatSpan(total * 1_000, language);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(total / 3_600);
  return `${hours > 0 ? `${String(hours)}:` : ''}${two(Math.floor((total % 3_600) / 60))}:${two(total % 60)}`;
}
