import { JournalChain, JournalVerifier } from '@bongsu/platform';
import { Ground } from '../house/ground';
import { type Ended, rowsOf } from './ended';

/** Every entry numbered, without a gap, sealed; the house's own verification agrees; and what is about one thing stands in the order in which it was committed. */
export async function checkJournal(ended: Ended): Promise<string[]> {
  const entries = rowsOf(ended, 'journal_entry');
  const positions = entries.map(({ position }) => position).sort((a, b) => Number(a) - Number(b));
  const gap = positions.findIndex((position, at) => position !== at + 1);
  const wrong = gap < 0 ? [] : [`position ${gap + 1} of the journal is ${String(positions[gap])}`];
  return [...wrong, ...(await verify(ended)), ...checkOrder(ended)];
}

async function verify({ story }: Ended): Promise<string[]> {
  const machine = story.world.machine('verifier');
  const verifier = new JournalVerifier(new JournalChain(new Ground(story, machine).database));
  let found: Awaited<ReturnType<JournalVerifier['verify']>> | undefined;
  machine.run(() => void verifier.verify().then((verification) => (found = verification), story.world.breakOff.bind(story.world)));
  await story.world.until(() => found !== undefined, 60_000);
  if (found === undefined) return ['the journal could not be verified'];
  return found.sound ? [] : [`the journal is ${found.reason} at ${found.position}`];
}

function checkOrder(ended: Ended): string[] {
  const positions = new Map(rowsOf(ended, 'journal_entry').map(({ id, position }) => [String(id), Number(position)]));
  return [...ended.witness.committed].flatMap(([about, ids]) => {
    const order = ids.map((id) => positions.get(id) ?? 0);
    return order.some((position, at) => at > 0 && position < (order[at - 1] ?? 0))
      ? [`what is about ${about} stands in another order than it happened`]
      : [];
  });
}
