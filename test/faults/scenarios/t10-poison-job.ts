import { percentile } from '../../../bench/statistics';
import { deliverDirectedOffer } from '../../../libs/dispatch/src/jobs/deliver-offer.job';
import { atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { until } from '../wait';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** T10: one job in a lane fails whenever it is tried. */
export const poisonJob = scenario({
  id: 'T10',
  name: 'a job that always fails is tried exactly as often as it says, then kept in view, and holds nobody up',
  fault: 'one offer among many that the database refuses to have sent',
  world: redisWorld,
  // All its tries take half a minute.
  short: null,
  long: { others: 200 },
  run: async ({ world }, { others }) => {
    const many = await ManyOffers.begin(world);
    const request = await many.submit();
    await many.allSent([request], 60_000);
    const before = await waits(many, await direct(many, request, others));
    const poison = await poisoned(world);
    try {
      const [bad = ''] = await direct(many, request, 1);
      await poison.into(bad);
      const beside = await waits(many, await direct(many, request, others));
      const lane = `lane-${many.hubId}`;
      await until('it is given up', 120_000, () => isDead(world, bad));
      const attempts = await poison.tries();
      const alarm = (await world.apis[0]?.metric('bongsu_promises_dead', `"${lane}"`)) ?? Number.NaN;
      await poison.away();
      await world.command('redrive', '--queue', lane);
      await until('driven again it is done', 60_000, async () => (await many.offers([bad]))[0]?.state === 'sent');
      return [
        figure('tries of the poisoned job', attempts, '', exactly(deliverDirectedOffer.attempts)),
        figure('dead in its lane, by the metrics', alarm, '', exactly(1)),
        figure('others in the same lane that were sent', beside.length, '', exactly(others)),
        figure('95th of a hundred waits without it', percentile(before, 95), 'ms'),
        figure('95th of a hundred waits beside it', percentile(beside, 95), 'ms', atMost(percentile(before, 95) * 1.1 + 500)),
      ];
    } finally {
      await poison.away();
    }
  },
});

async function direct(many: ManyOffers, request: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await many.direct(request));
  return ids;
}

/** How long each waited in its lane, once all are sent. */
async function waits(many: ManyOffers, ids: readonly string[]): Promise<number[]> {
  const sent = await until('the others are sent', 60_000, async () => {
    const rows = await many.offers(ids);
    return rows.every(({ sent_at: sentAt }) => sentAt !== null) ? rows : undefined;
  });
  return sent.map(({ waited_ms: waitedMs }) => Number(waitedMs));
}

async function isDead(world: World, offerId: string): Promise<boolean> {
  return (await world.count('SELECT count(*) AS n FROM platform_promised_job WHERE key = $1 AND dead_at IS NOT NULL', [offerId])) > 0;
}

/** A trigger that lets no offer in its table be sent, and counts by a sequence, which no rollback takes back. */
async function poisoned(world: World): Promise<{ into(id: string): Promise<void>; tries(): Promise<number>; away(): Promise<void> }> {
  const away = async (): Promise<void> => {
    await world.sql(
      `DROP TRIGGER IF EXISTS faults_poison ON dispatch_offer; DROP FUNCTION IF EXISTS faults_poison(); DROP TABLE IF EXISTS faults_poison;
       DROP SEQUENCE IF EXISTS faults_poison_tries`,
    );
  };
  await away();
  // Whoever is poisoned is known only when it is made: until then every offer to come from headquarters waits for its name.
  await world.sql(
    `CREATE TABLE faults_poison (id uuid); CREATE SEQUENCE faults_poison_tries;
     CREATE FUNCTION faults_poison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
       IF NEW.state = 'sent' AND (NOT EXISTS (SELECT FROM faults_poison) OR NEW.id IN (SELECT id FROM faults_poison)) THEN
         PERFORM nextval('faults_poison_tries'); RAISE EXCEPTION 'poison';
       END IF; RETURN NEW; END $$;
     CREATE TRIGGER faults_poison BEFORE UPDATE ON dispatch_offer FOR EACH ROW EXECUTE FUNCTION faults_poison()`,
  );
  return {
    away,
    into: async (id) => {
      await world.sql('INSERT INTO faults_poison VALUES ($1)', [id]);
    },
    tries: () => world.count('SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM faults_poison_tries'),
  };
}
