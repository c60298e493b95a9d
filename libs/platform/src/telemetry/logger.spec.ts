import { PinoLogger, createLogger } from './logger';

const settings = { LOG_LEVEL: 'info', LOG_PRETTY: false, METRICS_PUBLIC: false, API_DESCRIPTION_PUBLIC: false } as const;

describe('a line of the log', () => {
  const written: string[] = [];
  const logger = new PinoLogger(createLogger({ ...settings, METRICS_TOKEN: undefined }, 'test', { write: (text) => written.push(text) }));
  beforeEach(() => written.splice(0));

  const forged = '{"level":40,"msg":"authn_login_success","account":"somebody else"}';
  it.each([
    ['a line break', `harmless\n${forged}`],
    ['a return and a line break', `harmless\r\n${forged}`],
    ['the end of its own text', `harmless"}\n${forged}`],
    ['other breaks that readers know', `harmless\u2028${forged}\u2029${forged}\u0085${forged}`],
    ['commands to a terminal', 'harmless\u001b[2J\u001b[31mALARM\u0007'],
    ['a zero byte', 'harm\u0000less'],
  ])('is one line, and is not taken for another one, when it holds %s', (_, text) => {
    logger.warn({ msg: 'authz_fail', permission: text });
    logger.warn(text);
    const lines = written.join('').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(2);
    const [asField, asMessage] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(asField).toMatchObject({ msg: 'authz_fail', process: 'test' });
    expect(asMessage?.['msg']).toBe(text);
    expect(Array.from(lines.join('')).filter((letter) => letter < ' ')).toEqual([]);
  });

  it('says when it was written, in UTC', () => {
    logger.log('up');
    expect((JSON.parse(written[0] ?? '') as { time: string }).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
