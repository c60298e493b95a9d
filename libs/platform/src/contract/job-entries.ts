import { defineEntry } from '@bongsu/kernel';
import { z } from 'zod';

/**
 * Why a job may no longer be done for whoever caused it: her account has ended, she no longer holds the right over the mission, or nobody
 * knows who she was.
 */
export const lostRights = ['account-ended', 'right-withdrawn', 'originator-unknown'] as const;
export const lostRightSchema = z.enum(lostRights);
export type LostRight = z.infer<typeof lostRightSchema>;

/**
 * A job that acts for whoever caused it did nothing, because she may no longer. It is about what the causing entry was about; that entry says who
 * it was. What has to happen instead follows from this entry.
 */
export const JobRefused = defineEntry(
  'platform.job-refused',
  z.strictObject({
    job: z.string(),
    why: lostRightSchema,
    permission: z.string(),
    missionId: z.string(),
    causedBy: z.string(),
  }),
);
