import { type Result, ok } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import { notFound } from '../domain/refusals';
import { refuseUnlessMay } from './admission';

/** A lane to manage: for the hub whose it is, and for headquarters. That hubs have lanes is no secret. */
export function admitToLane(hubIds: readonly string[], hubId: string, actor: Actor): Result<null> {
  if (!hubIds.includes(hubId)) return notFound('lane');
  const permitted = refuseUnlessMay(actor, 'dispatch.lane.manage', hubId, 'Only the hub itself, or headquarters, manages its lane.');
  return permitted.ok ? ok(null) : permitted;
}
