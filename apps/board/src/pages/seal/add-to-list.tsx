import { Button, Group, MultiSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { sayDone } from '../../parts/say-done';
import { usePeopleSearch } from './people-search';
import classes from './seal.module.css';

/** Puts more people on the list, one after the other; the reason is kept with the incident. Who could not be put on it stays chosen. */
export function AddToList({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const [names, choose] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  // Closed after each choice: it would lie over the reason.
  const [offering, offer] = useState(false);
  const people = usePeopleSearch(incidentId, names);
  const deed = useDeed([keys.incident(incidentId)], { quiet: true });
  const add = ([accountId, ...others]: readonly string[]): void => {
    if (accountId === undefined) return setReason('');
    deed.do({ path: paths.incident(incidentId, 'seal/names'), body: { accountId, reason: reason.trim() } }, () => {
      sayDone(t('seal.list.added', { name: people.nameOf(accountId) }), t);
      choose(others);
      add(others);
    });
  };
  return (
    <form
      className={classes['add']}
      aria-label={t('seal.list.add')}
      onSubmit={(event) => {
        event.preventDefault();
        add(names);
      }}
    >
      <Text size="sm" fw={650}>
        {t('seal.list.add')}
      </Text>
      <MultiSelect
        label={t('seal.list.who')}
        description={t('seal.list.whoHint')}
        data={people.choices}
        // They were found already, by their whole name.
        filter={({ options }) => options}
        value={names}
        onChange={choose}
        onSearchChange={people.search}
        dropdownOpened={offering}
        onDropdownOpen={() => offer(true)}
        onDropdownClose={() => offer(false)}
        onOptionSubmit={() => offer(false)}
        nothingFoundMessage={t('seal.list.nobody')}
        searchable
        maxValues={50}
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
        <Button type="submit" loading={deed.pending} disabled={names.length === 0 || reason.trim() === ''}>
          {t('seal.list.add')}
        </Button>
      </Group>
    </form>
  );
}
