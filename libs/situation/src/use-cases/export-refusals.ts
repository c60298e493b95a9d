import { may } from '@bongsu/access';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import { type ExportMatter, rightsToTakeOut } from './export-rights';

/** One answer for an export that is not there and for one of somebody else. */
export const noSuchExport = refuse(
  'not-found',
  'situation.export-not-found',
  'There is no such export.',
  'See the list of what you asked for; nobody sees what others asked for.',
);

/** Where what is asked for belongs to no single mission (null), only a right over the whole network covers it. */
export function refuseUnlessMayTakeOut(
  actor: Pick<Actor, 'grants' | 'only'>,
  matter: ExportMatter,
  missionId: string | null,
): Result<null, Refusal> {
  const missing = rightsToTakeOut(matter).find((permission) => !may(actor, permission, missionId));
  if (missing === undefined) return ok(null);
  return refuse(
    'forbidden',
    'access.forbidden',
    missionId === null
      ? 'Taking out data of several missions takes a right over the network.'
      : 'Your roles do not allow taking out data of that mission.',
    missionId === null ? 'Ask for one mission at a time, or ask headquarters.' : 'Ask the mission, or headquarters.',
    { facts: { permission: missing, missionId } },
  );
}
