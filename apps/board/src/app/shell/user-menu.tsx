import { ActionIcon, Menu, Text } from '@mantine/core';
import {
  IconAlignLeft,
  IconEyeCheck,
  IconFileExport,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AccountView } from '@bongsu/access/contract';
import { useDirectory } from '../../data/missions';
import { Moment } from '../../parts/moment';
import { tellFailure } from '../../parts/tell-failure';
import { chooseText } from '../../text/view-choice';
import { useMay, useSession, useUser } from '../session';
import { usePreferences } from './preferences';

export function UserMenu({ onKeyboard }: { onKeyboard: () => void }) {
  const { t } = useTranslation();
  const user = useUser();
  const { signOut } = useSession();
  const may = useMay();
  const { dark, switchTheme, switchLanguage } = usePreferences();
  const leave = (): void => {
    signOut().catch((error: unknown) => tellFailure(error, t));
  };
  return (
    <Menu position="bottom-end" width={270} shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" radius="xl" aria-label={t('shell.user.menu')}>
          <IconUser size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={650} c="var(--text)">
            {user.displayName}
          </Text>
          <Grants user={user} />
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={16} />}>
          {t('account.menu')}
        </Menu.Item>
        {may('access.people.manage') && (
          <Menu.Item component={Link} to="/people" leftSection={<IconUsers size={16} />}>
            {t('account.people.title')}
          </Menu.Item>
        )}
        {may('situation.export.propose') && (
          <Menu.Item component={Link} to="/exports" leftSection={<IconFileExport size={16} />}>
            {t('exporting.title')}
          </Menu.Item>
        )}
        {may('access.personal-data.audit') && (
          <Menu.Item component={Link} to="/privacy" leftSection={<IconEyeCheck size={16} />}>
            {t('privacy.nav')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={dark ? <IconSun size={16} /> : <IconMoon size={16} />} onClick={switchTheme}>
          {t(dark ? 'shell.theme.light' : 'shell.theme.dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={switchLanguage}>
          {t('shell.language.switch')}
        </Menu.Item>
        <Menu.Item leftSection={<IconAlignLeft size={16} />} onClick={chooseText}>
          {t('textBoard.choose')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeyboard}>
          {t('shell.keyboard.open')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {t('shell.user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What one may do, and where; what was lent says until when. */
function Grants({ user }: { user: AccountView }) {
  const { t } = useTranslation();
  const { nameOf } = useDirectory();
  return user.grants.map(({ role, missions, until = null }) => (
    <Text key={`${role} ${missions.toString()} ${until ?? ''}`} size="xs" c="dimmed">
      {t(`vocabulary.role.${role}`)} ·{' '}
      {missions === '*'
        ? t('shell.user.network')
        : missions.length <= 2
          ? missions.map(nameOf).join(', ')
          : t('shell.user.scope', { count: missions.length })}
      {until !== null && (
        <>
          {` · ${t('shell.user.until')} `}
          <Moment at={until} />
        </>
      )}
    </Text>
  ));
}
