import { z } from 'zod';
import { SettingsProblem, concern, exampleEnvironment, masked, parseConcerns, secretMeta } from './concern';

const concerns = {
  door: concern('door', {
    DOOR_PORT: z.coerce.number().int().default(3000).meta({ description: 'Where to knock' }),
    DOOR_KEY: z.string().min(4).meta(secretMeta('Opens the door')),
  }),
  bell: concern('bell', { BELL_TONE: z.enum(['high', 'low']).optional().meta({ description: 'How it rings' }) }),
};

describe('configuration', () => {
  it('is parsed once, with defaults, ignoring what it does not know', () => {
    expect(parseConcerns(concerns, { DOOR_KEY: 'abcd', PATH: '/bin' })).toEqual({ door: { DOOR_PORT: 3000, DOOR_KEY: 'abcd' }, bell: {} });
  });

  it('lists every problem of every concern together, by variable', () => {
    const attempt = () => parseConcerns(concerns, { DOOR_PORT: 'x', BELL_TONE: 'shrill' });
    expect(attempt).toThrow(SettingsProblem);
    expect(attempt).toThrow(/DOOR_PORT[\s\S]*DOOR_KEY[\s\S]*BELL_TONE/);
  });

  it('takes an empty value for an absent one', () => {
    expect(parseConcerns(concerns, { DOOR_PORT: '', DOOR_KEY: 'abcd' }).door.DOOR_PORT).toBe(3000);
  });

  it('never shows a secret', () => {
    const settings = parseConcerns(concerns, { DOOR_KEY: 'abcd' });
    expect(JSON.stringify(masked(concerns, settings))).not.toContain('abcd');
    expect(masked(concerns, settings)).toMatchObject({ DOOR_PORT: 3000, DOOR_KEY: '***' });
  });

  it('writes an example that names every variable with its description and default, secrets empty', () => {
    expect(exampleEnvironment(concerns)).toContain('# Where to knock\nDOOR_PORT=3000');
    expect(exampleEnvironment(concerns)).toContain('# Opens the door\n# DOOR_KEY=');
  });
});
