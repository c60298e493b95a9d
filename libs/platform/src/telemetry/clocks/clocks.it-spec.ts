import { randomUUID } from 'node:crypto';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type EntryDefinition, defineEntry, ok } from '@bongsu/kernel';
import {
  type ClockDeclarations,
  Database,
  DeclaresClocks,
  PlatformModule,
  Seals,
  SequencerModule,
  UnitOfWork,
  handOverClock,
  metrics,
  systemActor,
} from '@bongsu/platform';
import { z } from 'zod';
import { eventually } from '../../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../../test/harness/fresh-database';
import { testSettings } from '../../../../../test/harness/settings';
import { tellings } from '../tellings';

const nothing = z.strictObject({});
const Queued = defineEntry('test.thing-queued', nothing);
const Sent = defineEntry('test.thing-sent', nothing);
const Answered = defineEntry('test.thing-answered', nothing);

@DeclaresClocks()
class ThingClocks implements ClockDeclarations {
  readonly clocks = [handOverClock('handed-over', 'thing', Queued, [Sent]), handOverClock('acknowledged', 'thing', Sent, [Answered])];
}

const house = systemActor('test', 'test');

describe('the four clocks', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), SequencerModule],
      providers: [ThingClocks],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const written = async (
    definition: EntryDefinition<string, Record<string, never>>,
    id: string,
    incidentId: string | null = null,
  ): Promise<void> => {
    await app.get(UnitOfWork).run(house, (tx) => {
      tx.append(definition.of({ subject: { type: 'thing', id }, incidentId, audience: ['*'], body: {} }));
      return Promise.resolve(ok(null));
    });
    await eventually(
      'numbered',
      async () => (await app.get(Database).query('SELECT FROM journal_entry WHERE position IS NULL')).length === 0,
    );
  };
  const counted = async (name: string, labels = ''): Promise<{ count: number; sum: number }> => {
    const text = await metrics.metrics();
    const read = (what: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name}_${what}${labels} `))
          ?.split(' ')[1] ?? 0,
      );
    return { count: read('count'), sum: read('sum') };
  };
  const handedOver = () => counted('bongsu_stored_to_handed_over_seconds', '{what="thing"}');
  const acknowledged = () => counted('bongsu_handed_over_to_acknowledged_seconds', '{what="thing"}');

  it('the third runs from one entry to the next about the same thing, the fourth from there to a person’s answer', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await written(Queued, one);
    await written(Sent, other);
    expect(await handedOver()).toEqual({ count: 0, sum: 0 });
    await written(Sent, one);
    await eventually('the third clock has stopped', async () => (await handedOver()).count === 1);
    expect((await handedOver()).sum).toBeGreaterThan(0);
    expect((await handedOver()).sum).toBeLessThan(15);
    await written(Answered, one);
    await eventually('the fourth has', async () => (await acknowledged()).count === 1);
    // Said twice it is counted once.
    await written(Answered, one);
    await written(Answered, other);
    await eventually('the other’s has', async () => (await acknowledged()).count === 2);
    expect((await acknowledged()).count).toBe(2);
  });

  it('none runs for what is sealed', async () => {
    const [id, incidentId] = [randomUUID(), randomUUID()];
    await app.get(UnitOfWork).run(house, async (tx) => (await app.get(Seals).begin(tx, incidentId, []), ok(null)));
    const before = [await handedOver(), await acknowledged()];
    await written(Queued, id, incidentId);
    await written(Sent, id, incidentId);
    await written(Answered, id, incidentId);
    const after = randomUUID();
    await written(Queued, after);
    await written(Sent, after);
    await eventually('what came afterwards is counted', async () => (await handedOver()).count === (before[0]?.count ?? 0) + 1);
    expect((await acknowledged()).count).toBe(before[1]?.count);
  });

  it('the first is of requests that stored something, reports apart from the rest; the second of what went out', async () => {
    const told = { correlationId: 'test', route: '/api/v1/reports', tookMs: 40 };
    const before = [await counted('bongsu_received_to_stored_seconds', '{what="report"}'), await counted('bongsu_stored_to_board_seconds')];
    tellings.emit('request', { ...told, method: 'POST', status: 201, isIntake: true });
    tellings.emit('request', { ...told, method: 'POST', status: 422, isIntake: true });
    tellings.emit('request', { ...told, method: 'GET', status: 200, isIntake: false });
    const at = new Date(Date.parse('2023-02-06T02:00:00.000Z')).toISOString();
    tellings.emit('shown', { entries: new Map([[{ kind: 'test.thing-sent', at, correlationId: 'test' }, 3]]) });
    const stored = await counted('bongsu_received_to_stored_seconds', '{what="report"}');
    expect(stored.count).toBe((before[0]?.count ?? 0) + 1);
    expect(stored.sum - (before[0]?.sum ?? 0)).toBeCloseTo(0.04, 5);
    expect((await counted('bongsu_stored_to_board_seconds')).count).toBe((before[1]?.count ?? 0) + 1);
  });
});
