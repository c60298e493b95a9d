import { classifyTable } from './classification';

/** The platform's own tables. What people say stays out of all of them: entries, promises and keys hold ids, codes and small facts. */
const journalEntry = {
  serial: 'P0',
  id: 'P0',
  kind: 'P0',
  at: 'P0',
  actor_kind: 'P0',
  actor_id: 'P1',
  subject_type: 'P0',
  subject_id: 'P1',
  incident_id: 'P0',
  audience: 'P0',
  correlation_id: 'P0',
  body: 'P1',
  position: 'P0',
  seal: 'P0',
  seal_version: 'P0',
  salt: 'P0',
} as const;
classifyTable('journal_entry', journalEntry);
classifyTable('journal_head', { singleton: 'P0', position: 'P0' });
classifyTable('journal_archive', {
  part: 'P0',
  first_position: 'P0',
  last_position: 'P0',
  last_seal: 'P0',
  last_at: 'P0',
  sealed_entries: 'P0',
  file: 'P0',
  sha256: 'P0',
  detached_at: 'P0',
  dropped_at: 'P0',
});
classifyTable('journal_archived_subject', { subject_id: 'P1', part: 'P0', audience: 'P0' });
classifyTable('journal_carried', journalEntry);
// The answer is encrypted as a whole, under the keys of those whose data it may hold as well: their erasure erases it. The fingerprint is an HMAC.
// Both go with the Idempotency-Key after IDEMPOTENCY_KEY_HOURS, 24 unless set otherwise.
classifyTable('platform_idempotency_key', { actor_id: 'P1', key: 'P0', fingerprint: 'P0', claimed_at: 'P0', answer: 'P1' });
classifyTable('platform_promised_job', {
  id: 'P0',
  job: 'P0',
  key: 'P1',
  queue: 'P0',
  payload: 'P1',
  correlation_id: 'P0',
  position: 'P0',
  promised_at: 'P0',
  due_at: 'P0',
  failures: 'P0',
  last_failure: 'P0',
  dead_at: 'P0',
  kept_at: 'P0',
  outcome: 'P0',
  incident_id: 'P0',
  originator_kind: 'P0',
  originator_id: 'P1',
  over_mission: 'P0',
});
classifyTable('platform_follower_cursor', { follower: 'P0', position: 'P0' });
classifyTable('platform_data_key', {
  id: 'P0',
  subject_type: 'P0',
  subject_id: 'P1',
  wrapped: 'P1',
  kek_id: 'P0',
  made_at: 'P0',
  destroyed_at: 'P0',
});
classifyTable('platform_access_record', {
  id: 'P0',
  at: 'P0',
  actor_kind: 'P0',
  actor_id: 'P1',
  address: 'P1',
  device: 'P1',
  subject_type: 'P0',
  subject_id: 'P1',
  action: 'P0',
  incident_id: 'P0',
  basis: 'P0',
  correlation_id: 'P0',
});
classifyTable('platform_installation', { singleton: 'P0', id: 'P0', index_key_check: 'P0' });
classifyTable('journal_checkpoint_key', { key_id: 'P0', x: 'P0', since: 'P0' });
classifyTable('journal_checkpoint', {
  id: 'P0',
  occasion: 'P0',
  position: 'P0',
  seal: 'P0',
  at: 'P0',
  key_id: 'P0',
  jws: 'P0',
  unfiled: 'P0',
  unsent: 'P0',
});
classifyTable('platform_seal', { subject_id: 'P0', incident_id: 'P0', since: 'P0' });
classifyTable('platform_view_change', { id: 'P0', audience: 'P0', at: 'P0' });
classifyTable('platform_probe', { id: 'P0', lit_at: 'P0', acknowledged_at: 'P0' });
classifyTable('platform_probe_count', { singleton: 'P0', lit: 'P0' });
classifyTable('schema_migration', { id: 'P0', timestamp: 'P0', name: 'P0' });
