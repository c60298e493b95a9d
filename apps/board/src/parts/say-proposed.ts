import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';

/** When the answer is a proposal, nothing has been done yet: says that a second person must confirm it. */
export function sayProposed(answer: unknown, t: TFunction): void {
  const isProposal = typeof answer === 'object' && answer !== null && 'kind' in answer && 'proposedAt' in answer;
  const closeButtonProps = { 'aria-label': t('parts.close') };
  if (isProposal)
    notifications.show({
      color: 'blue',
      title: t('decisions.sent'),
      message: t('decisions.sentHint'),
      autoClose: 12_000,
      closeButtonProps,
    });
}
