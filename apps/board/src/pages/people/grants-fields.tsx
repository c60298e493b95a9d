import { ActionIcon, Button, Group, MultiSelect, Select, Stack, Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Role, type RoleGrant, roles } from '@bongsu/access/contract';
import { useDirectory } from '../../data/missions';

/** Roles, each in its scope: named missions or the whole network. A role stands once. */
interface GrantsFieldsProps {
  readonly grants: readonly RoleGrant[];
  readonly onChange: (grants: RoleGrant[]) => void;
  /** Roles that are not offered here. */
  readonly without?: readonly Role[];
}

export function GrantsFields({ grants, onChange, without = [] }: GrantsFieldsProps) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const missions = directory.all.map(({ id }) => ({ value: id, label: `${directory.nameOf(id)} (${id})` }));
  const free = roles.filter((role) => !without.includes(role) && !grants.some((grant) => grant.role === role));
  const put = (index: number, grant: RoleGrant): void => onChange(grants.map((one, at) => (at === index ? grant : one)));
  return (
    <Stack gap="sm">
      {grants.map(({ role, missions: scope }, index) => (
        <Stack key={role} gap={6} p="sm" style={{ border: '1px solid var(--line)', borderRadius: 7 }}>
          <Group gap="sm" align="flex-end" wrap="nowrap">
            <Select
              label={t('account.people.role')}
              data={[role, ...free].map((value) => ({ value, label: t(`vocabulary.role.${value}`) }))}
              value={role}
              onChange={(value) => value !== null && put(index, { role: value, missions: scope })}
              allowDeselect={false}
              style={{ flex: 1 }}
            />
            {grants.length > 1 && (
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('account.people.removeRole')}
                onClick={() => onChange(grants.filter((_, at) => at !== index))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
          <Switch
            label={t('account.people.network')}
            checked={scope === '*'}
            onChange={(event) => put(index, { role, missions: event.currentTarget.checked ? '*' : [] })}
          />
          {scope !== '*' && (
            <MultiSelect
              label={t('account.people.missions')}
              data={missions}
              value={[...scope]}
              onChange={(chosen) => put(index, { role, missions: chosen })}
              searchable
              limit={40}
            />
          )}
        </Stack>
      ))}
      {free[0] !== undefined && (
        <Button
          variant="default"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...grants, { role: free[0] as Role, missions: [] }])}
        >
          {t('account.people.addRole')}
        </Button>
      )}
    </Stack>
  );
}

/** Whether every role has a scope; the server refuses an empty one. */
export const areComplete = (grants: readonly RoleGrant[]): boolean =>
  grants.length > 0 && grants.every(({ missions }) => missions === '*' || missions.length > 0);
