import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldError } from '../../api/problem';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { sayDone } from '../../parts/say-done';
import { usePeopleSearch } from './people-search';
import classes from './seal.module.css';

/** Puts one more person on the list; the reason is kept with the incident. */
export function AddToList({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const [accountId, choose] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const people = usePeopleSearch(incidentId, accountId === null ? [] : [accountId]);
  const deed = useDeed([keys.incident(incidentId)], { quiet: true });
  const add = (): void => {
    if (accountId === null) return;
    const name = people.nameOf(accountId);
    deed.do({ path: paths.incident(incidentId, 'seal/names'), body: { accountId, reason: reason.trim() } }, () => {
      sayDone(t('seal.list.added', { name }), t);
      choose(null);
      setReason('');
    });
  };
  return (
    <form
      className={classes['add']}
      aria-label={t('seal.list.add')}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Text size="sm" fw={650}>
        {t('seal.list.add')}
      </Text>
      <Select
        label={t('seal.list.who')}
        description={t('seal.list.whoHint')}
        data={people.choices}
        // They were found already, by their whole name.
        filter={({ options }) => options}
        value={accountId}
        onChange={choose}
        onSearchChange={people.search}
        nothingFoundMessage={t('seal.list.nobody')}
        searchable
        required
        error={fieldError(deed.error, 'accountId')}
      />
      <TextInput
        label={t('seal.list.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        maxLength={500}
        error={fieldError(deed.error, 'reason')}
      />
      {(deed.error ?? people.error) !== null && <Failure error={deed.error ?? people.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={deed.pending} disabled={accountId === null || reason.trim() === ''}>
          {t('seal.list.add')}
        </Button>
      </Group>
    </form>
  );
}
