/** One moment as a situation report says it: in UTC, at the place of the incident, and in Korea (KST has no daylight time). */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly utc: string;
  /** `2023-02-06 04:17`, at the incident. */
  readonly local: string;
  /** The incident's offset from UTC at that moment, `+03:00`. */
  readonly offset: string;
  /** `2023-02-06 10:17`, in Seoul. */
  readonly kst: string;
}

/** How moments are written in one report. `zone` is an IANA name; an unknown one is taken as UTC, so that a report can always be made. */
export function stampsIn(zone: string): (utc: string) => Stamp {
  const local = clockIn(zone) ?? clockIn('UTC');
  const seoul = clockIn('Asia/Seoul');
  return (utc) => ({ utc, local: local?.time(utc) ?? utc, offset: local?.offset(utc) ?? '+00:00', kst: seoul?.time(utc) ?? utc });
}

function clockIn(timeZone: string): { time(utc: string): string; offset(utc: string): string } | null {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
    const read = (utc: string): Map<string, string> => new Map(parts.formatToParts(new Date(utc)).map(({ type, value }) => [type, value]));
    return {
      time: (utc) => {
        const now = read(utc);
        return `${now.get('year')}-${now.get('month')}-${now.get('day')} ${now.get('hour')}:${now.get('minute')}`;
      },
      // `GMT+03:00`, and plain `GMT` where there is none.
      offset: (utc) => read(utc).get('timeZoneName')?.replace('GMT', '') || '+00:00',
    };
  } catch {
    return null;
  }
}
