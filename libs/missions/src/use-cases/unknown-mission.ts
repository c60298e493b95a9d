import { type Refusal, refuse } from '@bongsu/kernel';

/** The one "no" for a mission id that names none; other contexts may use it for their own fields. */
export function unknownMission(
  missionId: string,
  field = 'id',
): { readonly ok: false; readonly refusal: Refusal<'missions.unknown-mission'> } {
  return refuse('not-found', 'missions.unknown-mission', `There is no mission ${missionId}.`, 'Look it up under /api/v1/missions.', {
    field,
  });
}
