import { defineEntry } from '@bongsu/kernel';
import { z } from 'zod';

/** The probe lit a beacon: nobody but the probe itself sees it, on whatever board. `round` is the walk that it belongs to. */
export const ProbeLit = defineEntry('platform.probe-lit', z.strictObject({ round: z.string() }));
