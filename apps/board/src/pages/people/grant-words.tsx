import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RoleGrant } from '@bongsu/access/contract';
import { useDirectory } from '../../data/missions';

export function GrantWords({ grants }: { grants: readonly RoleGrant[] }) {
  const { t } = useTranslation();
  const { nameOf } = useDirectory();
  return grants.map(({ role, missions }) => (
    <Text key={`${role} ${missions.toString()}`} size="sm">
      {t(`vocabulary.role.${role}`)}{' '}
      <Text span size="xs" c="dimmed">
        {missions === '*'
          ? t('account.people.network')
          : missions.length <= 3
            ? missions.map(nameOf).join(', ')
            : t('shell.user.scope', { count: missions.length })}
      </Text>
    </Text>
  ));
}
