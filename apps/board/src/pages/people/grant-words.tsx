import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RoleGrant } from '@bongsu/access/contract';
import { useDirectory } from '../../data/missions';

/** What a grant is, and where: the names of a few missions, or how many they are; `inFull`: of all of them. */
export function useGrantWords({ inFull = false } = {}): (grant: RoleGrant) => { readonly role: string; readonly where: string } {
  const { t } = useTranslation();
  const { nameOf } = useDirectory();
  const whereOf = (missions: RoleGrant['missions']): string => {
    if (missions === '*') return t('account.people.network');
    return inFull || missions.length <= 3 ? missions.map(nameOf).join(', ') : t('shell.user.scope', { count: missions.length });
  };
  return ({ role, missions }) => ({ role: t(`vocabulary.role.${role}`), where: whereOf(missions) });
}

export function GrantWords({ grants }: { grants: readonly RoleGrant[] }) {
  const wordsOf = useGrantWords();
  return grants.map((grant) => {
    const { role, where } = wordsOf(grant);
    return (
      <Text key={`${grant.role} ${grant.missions.toString()}`} size="sm">
        {role}{' '}
        <Text span size="xs" c="dimmed">
          {where}
        </Text>
      </Text>
    );
  });
}
