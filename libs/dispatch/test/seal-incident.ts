import { ok } from '@bongsu/kernel';
import { type Actor, Seals, UnitOfWork, isSealed, sealedAudience, unsealedAudience } from '@bongsu/platform';
import { type DispatchWorld, house, unwrapped } from './dispatch-world';

interface Row {
  audience: string[];
}

/** Seals an incident that was open until now: the seal and the incident's row, and nothing of what dispatch keeps. */
export async function sealIncident(world: DispatchWorld, incidentId: string): Promise<void> {
  unwrapped(
    await world.get(UnitOfWork).run(house, async (tx) => {
      const [row] = await tx.query<Row>('SELECT audience FROM incidents_incident WHERE id = $1', [incidentId]);
      const audience = row?.audience ?? [];
      await world.get(Seals).withdraw(tx, incidentId, [], audience);
      await tx.query(
        `UPDATE incidents_incident SET audience = $2, seal_ground = 'abduction', sealed_at = $3, sealed_by = 'test' WHERE id = $1`,
        [incidentId, sealedAudience(incidentId, audience), tx.now],
      );
      return ok(null);
    }),
  );
}

/** Lifts it again. */
export async function unsealIncident(world: DispatchWorld, incidentId: string): Promise<void> {
  unwrapped(
    await world.get(UnitOfWork).run(house, async (tx) => {
      const [row] = await tx.query<Row>('SELECT audience FROM incidents_incident WHERE id = $1', [incidentId]);
      const audience = row?.audience ?? [];
      if (!isSealed(audience)) throw new Error('the incident is not sealed');
      await world.get(Seals).lift(tx, incidentId, audience);
      await tx.query('UPDATE incidents_incident SET audience = $2, seal_ground = NULL, sealed_at = NULL, sealed_by = NULL WHERE id = $1', [
        incidentId,
        unsealedAudience(audience),
      ]);
      return ok(null);
    }),
  );
}

/** The same person, on the list of a sealed incident. */
export const onList = (person: Actor, incidentId: string): Actor => ({ ...person, seals: [incidentId] });
