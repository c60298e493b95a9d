import { verdictOf } from '../../scripts/audit-verdict.mjs';

const answered = (...severities: string[]): string =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity, n) => [
        `package-${String(n)}`,
        { name: `package-${String(n)}`, severity, range: '<1.2.3', fixAvailable: true },
      ]),
    ),
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: severities.filter((one) => one === 'moderate').length, high: 0, critical: 0 },
    },
  });

describe('what the registry knows of weaknesses', () => {
  it('fails for a grave one, by name', () => {
    expect(verdictOf(answered('critical', 'moderate'))).toEqual({
      verdict: 'weak',
      lines: ['critical: package-0 <1.2.3 (a fix is there)', 'and 1 of less weight'],
    });
    expect(verdictOf(answered('high')).verdict).toBe('weak');
  });

  it('passes without a grave one, and tells of the rest', () => {
    expect(verdictOf(answered())).toEqual({ verdict: 'sound', lines: [] });
    expect(verdictOf(answered('moderate'))).toEqual({ verdict: 'sound', lines: ['and 1 of less weight'] });
  });

  it.each(['', 'not found', '{"message":"405 Method Not Allowed"}', '{"error":{"code":"ENOTFOUND"}}', '[]', 'null'])(
    'is not known without an answer, which is no pass: %s',
    (output) => {
      expect(verdictOf(output).verdict).toBe('unanswered');
    },
  );
});
