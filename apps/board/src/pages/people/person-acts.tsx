import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '@bongsu/access/contract';
import { useUser } from '../../app/session';

const personActs = ['reset', 'endSessions', 'removeFactor', 'disable', 'enable'] as const;
export type PersonAct = (typeof personActs)[number];

/** What may be done with an account as it stands. Nobody disables herself. */
export function PersonActs({ person, onEdit, onAct }: { person: PersonView; onEdit: () => void; onAct: (act: PersonAct) => void }) {
  const { t } = useTranslation();
  const own = useUser().id === person.id;
  // An administrator's own means of signing in are nobody else's to replace: she would hold both hands of a decision by two.
  const resettable = !own && !person.grants.some(({ role }) => role === 'administrator');
  const offered: Record<PersonAct, boolean> = {
    reset: resettable && !person.disabled,
    endSessions: person.sessions > 0,
    removeFactor: person.secondFactor && resettable,
    disable: !person.disabled && !own,
    enable: person.disabled,
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('account.people.more', { name: person.displayName })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('account.people.edit')}</Menu.Item>
        {personActs
          .filter((act) => offered[act])
          .map((act) => (
            <Menu.Item key={act} onClick={() => onAct(act)} {...(act === 'disable' ? { color: 'red' } : {})}>
              {t(`account.people.${act}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
