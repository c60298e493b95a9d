import { Logger } from '@nestjs/common';
import { Sensitive } from '@bongsu/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Sealed, classify, sealedColumn } from '../security/personal-data';
import { PinoLogger, createLogger } from './logger';

@Entity('test_traveller')
class TravellerEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(sealedColumn.of('birth_name')) birthName!: Sealed;
}
classify(TravellerEntity, { subject: { type: 'traveller', id: 'id' }, columns: { id: 'P0', birthName: 'P3' } });

describe('a log line', () => {
  const written = (...logged: [unknown, ...string[]]): string => {
    let text = '';
    const pino = createLogger({ LOG_LEVEL: 'trace', LOG_PRETTY: false } as never, 'test', { write: (line) => void (text += line) });
    Logger.overrideLogger(new PinoLogger(pino));
    new Logger('Test').error(...logged);
    Logger.overrideLogger(false);
    return text;
  };
  const secret = 'M70689098';

  it.each([
    ['a sensitive value', { msg: 'x', person: { passport: Sensitive.of(secret) } }],
    ['a list of them', { msg: 'x', passports: [Sensitive.of(secret)] }],
    ['one as the whole message', Sensitive.of(secret)],
    ['a field named like a protected column', { msg: 'x', row: { deep: [{ birthName: secret }] } }],
    ['the column itself', { msg: 'x', birth_name: secret }],
    ['a secret', { msg: 'x', request: { headers: { authorization: secret } }, token: secret }],
  ])('leaks nothing of %s', (_, logged) => {
    const text = written(logged);
    expect(text).toContain('"process":"test"');
    expect(text).not.toContain(secret);
  });

  it('keeps what is not personal', () => {
    expect(JSON.parse(written({ msg: 'job ended', job: 'x.y', attempt: 2, facts: { a: [1, null] } }))).toMatchObject({
      msg: 'job ended',
      job: 'x.y',
      attempt: 2,
      facts: { a: [1, null] },
    });
  });
});

describe('a table with personal data', () => {
  it('that is not encrypted does not load', () => {
    @Entity('test_open')
    class OpenEntity {
      @PrimaryColumn('uuid') id!: string;
      @Column('text') name!: string;
    }
    expect(() => classify(OpenEntity, { subject: { type: 'x', id: 'id' }, columns: { id: 'P0', name: 'P2' } })).toThrow(
      'test_open.name holds personal data and is not an encrypted column',
    );
  });

  it('that does not say whose does not load', () => {
    @Entity('test_nobodys')
    class NobodysEntity {
      @PrimaryColumn('uuid') id!: string;
      @Column(sealedColumn.of('name')) name!: Sealed;
    }
    expect(() => classify(NobodysEntity, { columns: { id: 'P0', name: 'P2' } })).toThrow('does not say whose');
  });
});
