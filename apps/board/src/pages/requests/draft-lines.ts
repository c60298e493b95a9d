import { newId } from '@bongsu/kernel';
import type { SubmitSupportRequestInput } from '@bongsu/dispatch/contract';
import type { Skill } from '@bongsu/resources/contract';

/** A line while it is being written; `key` only tells rows apart. */
export type DraftLine =
  | {
      key: string;
      kind: 'staff';
      skill: Skill;
      languages: string[];
      needsVisa: boolean;
      count: number;
      minimum: number;
      durationDays: number;
    }
  | { key: string; kind: 'supply'; itemCode: string | null; count: number; minimum: number };

export const newStaffLine = (): DraftLine => ({
  key: newId(),
  kind: 'staff',
  skill: 'consular',
  languages: [],
  needsVisa: false,
  count: 2,
  minimum: 1,
  durationDays: 14,
});
export const newSupplyLine = (): DraftLine => ({ key: newId(), kind: 'supply', itemCode: null, count: 10, minimum: 1 });

export function linesToSend(drafts: readonly DraftLine[]): SubmitSupportRequestInput['lines'] {
  return drafts.map((draft) => {
    if (draft.kind === 'supply') return { kind: 'supply', itemCode: draft.itemCode ?? '', count: draft.count, minimum: draft.minimum };
    const { key: _, ...line } = draft;
    return line;
  });
}
