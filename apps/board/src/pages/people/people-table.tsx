import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '@bongsu/access/contract';
import { StateBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
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
    <Table.ScrollContainer minWidth={760} className="surface">
      <Table highlightOnHover stickyHeader verticalSpacing={7}>
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
              <Table.Td>
                <Text size="sm" fw={600}>
                  {person.displayName}
                </Text>
                <Text size="xs" c="dimmed">
                  {person.email}
                </Text>
              </Table.Td>
              <Table.Td>
                <GrantWords grants={person.grants} />
              </Table.Td>
              <Table.Td>
                <State person={person} />
              </Table.Td>
              <Table.Td>
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
              </Table.Td>
              <Table.Td ta="right">
                <PersonActs person={person} onEdit={() => onEdit(person)} onAct={(act) => onAct(person, act)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
