import { PROBE_SUBJECT } from '../probe/probe-work';

/** SQL that counts the numbered entries of a table of entries that are under a seal, but for the probe's. Conditions may follow. */
export const sealedEntriesOf = (table: string): string => `
  SELECT count(*) FROM ${table} WHERE position IS NOT NULL
     AND serial IN (SELECT serial FROM ${table} AS told JOIN platform_seal ON told.incident_id = platform_seal.incident_id
                    UNION SELECT serial FROM ${table} AS told JOIN platform_seal ON told.subject_id = platform_seal.subject_id
                           WHERE platform_seal.subject_id <> '${PROBE_SUBJECT}')`;
