import { formatCountdown, formatSoon, formatSpan, offsetOf } from './format';
import { instantOfWallTime, wallTimeOf } from './wall-time';

describe('times as people type and read them', () => {
  it.each([
    ['2023-02-06T04:17', 'Europe/Istanbul', '2023-02-06T01:17:00.000Z'],
    ['2023-02-06T10:17', 'Asia/Seoul', '2023-02-06T01:17:00.000Z'],
    ['2022-03-27T03:30', 'Europe/Warsaw', '2022-03-27T01:30:00.000Z'],
    ['2022-10-30T02:30', 'America/St_Johns', '2022-10-30T05:00:00.000Z'],
    ['2023-01-01T00:00', 'UTC', '2023-01-01T00:00:00.000Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(instantOfWallTime(wall, zone)).toBe(instant);
    expect(wallTimeOf(instant, zone)).toBe(wall);
  });

  it('says the day only when it is another one there', () => {
    const now = '2023-02-06T14:00:00.000Z';
    expect(formatSoon('2023-02-06T14:30:00.000Z', 'en', 'Asia/Seoul', now)).toBe('23:30');
    expect(formatSoon('2023-02-06T15:30:00.000Z', 'en', 'Asia/Seoul', now)).toMatch(/^7 Feb.*00:30$/);
    expect(formatSoon('2023-02-06T15:30:00.000Z', 'en', 'UTC', now)).toBe('15:30');
  });

  it('takes nothing that is no time', () => {
    expect(instantOfWallTime('', 'UTC')).toBeNull();
    expect(instantOfWallTime('2023-02-30T99:00', 'UTC')).toBeNull();
  });

  it('knows offsets of half hours and of the west', () => {
    expect(offsetOf('Asia/Kolkata', '2023-02-06T00:00:00.000Z')).toBe('+05:30');
    expect(offsetOf('America/Lima', '2023-02-06T00:00:00.000Z')).toBe('-05:00');
    expect(offsetOf('UTC', '2023-02-06T00:00:00.000Z')).toBe('+00:00');
  });

  it('says spans with their two largest units', () => {
    expect(formatSpan(45_000, 'en')).toBe('45 s');
    expect(formatSpan(125_000, 'en')).toBe('2 min 05 s');
    expect(formatSpan(7_500_000, 'ko')).toBe('2시간 05분');
    expect(formatSpan(3 * 86_400_000 + 4 * 3_600_000, 'en')).toBe('3 d 4 h');
  });

  it('counts down in figures that keep their places', () => {
    expect(formatCountdown('2023-02-06T00:00:00.000Z', '2023-02-06T00:09:05.000Z', 'en')).toBe('09:05');
    expect(formatCountdown('2023-02-06T00:00:00.000Z', '2023-02-06T03:00:05.000Z', 'en')).toBe('3:00:05');
    expect(formatCountdown('2023-02-06T00:10:00.000Z', '2023-02-06T00:00:00.000Z', 'en')).toBe('10:00');
  });
});
