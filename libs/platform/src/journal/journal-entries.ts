import { defineEntry } from '@bongsu/kernel';
import { z } from 'zod';

/** A bundle of evidence was made of an incident, for whom (an account); why stands with the incident's reasons under `decisionId`. Written before anything leaves. */
export const EvidenceExported = defineEntry(
  'platform.evidence-exported',
  z.strictObject({ code: z.string(), requestedBy: z.uuid(), decisionId: z.uuid() }),
);

/** From now on another key signs the checkpoints. */
export const CheckpointKeyRotated = defineEntry('platform.checkpoint-key-rotated', z.strictObject({ from: z.string(), to: z.string() }));
