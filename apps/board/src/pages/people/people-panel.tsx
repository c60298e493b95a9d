import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OneTimePassword, PersonView } from '@bongsu/access/contract';
import { usePeople } from '../../data/account';
import type { DeedCall } from '../../data/deed';
import { currentLanguage } from '../../i18n';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { formatMoment } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';
import { ConfirmModal } from './confirm-modal';
import { PeopleTable } from './people-table';
import type { PersonAct } from './person-acts';
import { PersonModal } from './person-modal';
import { SecretModal } from './secret-modal';

type Asking = { kind: 'add' } | { kind: 'edit'; person: PersonView } | { kind: 'act'; person: PersonView; act: PersonAct } | null;

export function PeoplePanel() {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const now = useNow();
  const people = usePeople();
  const [search, setSearch] = useState('');
  const [asking, ask] = useState<Asking>(null);
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return (people.data ?? []).filter(({ email, displayName }) => `${email} ${displayName}`.toLowerCase().includes(wanted));
  }, [people.data, search]);
  const close = (): void => ask(null);
  /** Who it is about as she stands now, and not as she stood when the dialogue was opened. */
  const present = (person: PersonView): PersonView => people.data?.find(({ id }) => id === person.id) ?? person;
  const give = (made: OneTimePassword): void => {
    close();
    setGiven(made);
  };

  if (people.error !== null) return <Failure error={people.error} onRetry={() => void people.refetch()} />;
  if (people.isPending) return <PageSkeleton />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <TextInput
          leftSection={<IconSearch size={16} />}
          aria-label={t('account.people.search')}
          placeholder={t('account.people.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          w={280}
        />
        <Button leftSection={<IconPlus size={16} />} onClick={() => ask({ kind: 'add' })}>
          {t('account.people.add')}
        </Button>
      </Group>
      {shown.length === 0 ? (
        <Nothing title={t('account.people.none')}>{t('account.people.noneHint')}</Nothing>
      ) : (
        <PeopleTable
          people={shown}
          onEdit={(person) => ask({ kind: 'edit', person })}
          onAct={(person, act) => ask({ kind: 'act', person, act })}
        />
      )}
      {asking?.kind === 'add' && <PersonModal person={null} onAdded={give} onClose={close} />}
      {asking?.kind === 'edit' && <PersonModal person={present(asking.person)} onAdded={give} onClose={close} />}
      {asking?.kind === 'act' && (
        <ConfirmModal<OneTimePassword | undefined>
          title={t(`account.people.${asking.act}`)}
          hint={t(`account.people.${asking.act}Hint`, { name: asking.person.displayName })}
          call={callOf(present(asking.person), asking.act)}
          onDone={(answer) => (answer !== undefined && 'oneTimePassword' in answer ? give(answer) : close())}
          onClose={close}
        />
      )}
      {given !== null && (
        <SecretModal
          title={t('account.people.oneTimeTitle')}
          text={t('account.people.oneTimeText', {
            name: given.person.displayName,
            until: formatMoment(given.expiresAt, currentLanguage(), zone, now),
          })}
          secret={given.oneTimePassword}
          onClose={() => setGiven(null)}
        />
      )}
    </Stack>
  );
}

function callOf({ id, version }: PersonView, act: PersonAct): DeedCall {
  if (act === 'endSessions') return { path: `/accounts/${id}/sessions`, method: 'DELETE' };
  const verb = { reset: 'reset-password', removeFactor: 'remove-second-factor', disable: 'disable', enable: 'enable' }[act];
  return { path: `/accounts/${id}/${verb}`, version };
}
