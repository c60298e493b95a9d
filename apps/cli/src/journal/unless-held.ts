import type { Client } from 'pg';
import { isLockTimeout } from '../lock-patience';
import { PlainFailure } from '../plain-failure';

interface Holder {
  readonly name: string;
  readonly pid: number;
  readonly since: string | null;
}

/** Whoever has read or written the journal or this part of it in a transaction that goes on. */
const HOLDERS = `
  SELECT DISTINCT coalesce(nullif(application_name, ''), 'a session') AS name, pid, to_char(xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
    FROM pg_locks JOIN pg_stat_activity USING (pid)
   WHERE granted AND pid <> pg_backend_pid() AND relation IN (to_regclass('public.journal_entry'), to_regclass('public.' || $1), to_regclass('journal_detached.' || $1))
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   ORDER BY since, pid`;

/** Does what must have a part for itself; a part that others hold for too long is named, with them and with what to do. */
export async function unlessHeld(owner: Client, part: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (!isLockTimeout(fault)) throw fault;
    await owner.query('ROLLBACK');
    const { rows } = await owner.query<Holder>(HOLDERS, [part]);
    const held = rows.map(({ name, pid, since }) => `“${name}” (process ${String(pid)}, in a transaction since ${since ?? 'then'})`);
    throw new PlainFailure(
      `${part} is held by ${held.length === 0 ? 'somebody who has let go by now' : held.join(', ')}. Nothing is lost: run the same command again, it goes on ` +
        `where it stopped. Should one of them never end, end it with SELECT pg_terminate_backend(<process>).`,
    );
  }
}
