import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { sayFailure } from './say-failure';
import { ServerText } from './server-text';

/** Says a failure in passing. With a `title` of the caller's own, what was the matter comes before what to do about it. */
export function tellFailure(error: unknown, t: TFunction, title?: string): void {
  const said = sayFailure(error, t);
  notifications.show({
    color: 'red',
    title: title ?? said.title,
    message: (
      <>
        {title === undefined ? said.remedy : `${said.title} ${said.remedy}`}
        <ServerText english={said.english} />
      </>
    ),
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': t('parts.close') },
  });
}
