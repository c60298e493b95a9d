import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';

/** Says that something is done, for some seconds. */
export function sayDone(message: string, t: TFunction): void {
  notifications.show({ color: 'celadon', message, closeButtonProps: { 'aria-label': t('parts.close') } });
}
