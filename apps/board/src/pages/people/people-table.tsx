import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '@bongsu/access/contract';
import { StateBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import stacked from '../../parts/stacked-table.module.css';
import { GrantWords } from './grant-words';
import { type PersonAct, PersonActs } from './person-acts';

export function PeopleTable({
  people,
  onEdit,
  onAct,
}: {
  people: readonly PersonView[];
  onEdit: (person: PersonView) => void;
  onAct: (person: PersonView, act: PersonAct) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={`surface ${stacked['wide'] ?? ''}`}>
      <Table highlightOnHover stickyHeader verticalSpacing={7} className={stacked['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            {(['person', 'roles', 'state', 'used'] as const).map((column) => (
              <Table.Th key={column}>{t(`account.people.columns.${column}`)}</Table.Th>
            ))}
            <Table.Th aria-label={t('account.people.columns.acts')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td data-title>
                <div>
                  <Text size="sm" fw={600}>
                    {person.displayName}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {person.email}
                  </Text>
                </div>
              </Table.Td>
              <Table.Td data-row data-label={t('account.people.columns.roles')}>
                <div>
                  <GrantWords grants={person.grants} />
                </div>
              </Table.Td>
              <Table.Td data-row data-label={t('account.people.columns.state')}>
                <State person={person} />
              </Table.Td>
              <Table.Td data-row data-label={t('account.people.columns.used')}>
                <LastUsed person={person} />
              </Table.Td>
              <Table.Td ta="right" data-acts>
                <PersonActs person={person} onEdit={() => onEdit(person)} onAct={(act) => onAct(person, act)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function State({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {person.disabled ? (
        <StateBadge tone="danger">{t('account.people.disabled')}</StateBadge>
      ) : person.mustChangePassword ? (
        <StateBadge tone="warn">{t('account.people.mustChange')}</StateBadge>
      ) : (
        <StateBadge tone="good">{t('account.people.active')}</StateBadge>
      )}
      {person.secondFactor && <StateBadge tone="quiet">{t('account.people.factor')}</StateBadge>}
    </Group>
  );
}

function LastUsed({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  return (
    <div>
      {person.lastUsedAt === null ? (
        <Text size="sm" c="dimmed">
          {t('account.people.offline')}
        </Text>
      ) : (
        <Moment at={person.lastUsedAt} />
      )}
      {person.sessions > 0 && (
        <Text size="xs" c="dimmed">
          {t('account.people.sessions', { count: person.sessions })}
        </Text>
      )}
    </div>
  );
}
