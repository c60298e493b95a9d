import type { RequestLine } from '@bongsu/dispatch/contract';
import type { Wording } from './line';

/** So many of what; null where this board does not know the line. */
export interface Asked {
  readonly count: number;
  readonly line: RequestLine | null;
}

/** More than this is a number: a line has to fit a telephone. */
const NAMED = 2;

/** "2 medical, 50 family tents, 3 more lines". */
export function amounts(asked: readonly Asked[], { t, itemName }: Pick<Wording, 't' | 'itemName'>): string {
  const words = asked.slice(0, NAMED).map(({ count, line }) => {
    if (line === null) return t('entryLine.count', { count });
    if (line.kind === 'staff') return t('entryLine.people', { count, skill: t(`dispatchVocabulary.skill.${line.skill}`) });
    return t('entryLine.goods', { count, item: shortName(itemName(line.itemCode)) });
  });
  return withRest(words, asked.length, t);
}

/** The items of a shipment. */
export function goods(items: readonly { itemCode: string; sent: number }[], { t, itemName }: Pick<Wording, 't' | 'itemName'>): string {
  if (items.length === 0) return t('entryLine.someGoods');
  const sums = new Map<string, number>();
  for (const { itemCode, sent } of items) sums.set(itemCode, (sums.get(itemCode) ?? 0) + sent);
  const words = [...sums].slice(0, NAMED).map(([itemCode, count]) => t('entryLine.goods', { count, item: shortName(itemName(itemCode)) }));
  return withRest(words, sums.size, t);
}

/** The catalogue says everything of an item, and the first words in capitals; here those are enough, and as one says them. */
export function shortName(name: string): string {
  const first = (name.replace(/\s*\([^)]*\)/g, '').split(',')[0] ?? name).trim();
  return first === first.toUpperCase() ? first.toLowerCase() : first;
}

function withRest(words: string[], all: number, t: Wording['t']): string {
  return all > NAMED ? t('entryLine.withMore', { words: words.join(', '), count: all - NAMED }) : words.join(', ');
}
