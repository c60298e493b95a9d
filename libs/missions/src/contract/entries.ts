import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { missionIdSchema } from '@bongsu/platform/contract';
import { asOfSchema } from './mission';
import { missionStatusSchema, statusChangeReasonSchema } from './vocabulary';

/** A mission moved, closed its doors or opened them. The note stays in the mission's row: entries hold codes only. */
export const MissionStatusChanged = defineEntry(
  'missions.status-changed',
  z.strictObject({
    missionId: missionIdSchema,
    from: missionStatusSchema,
    to: missionStatusSchema,
    reason: statusChangeReasonSchema,
    asOf: asOfSchema,
  }),
);
