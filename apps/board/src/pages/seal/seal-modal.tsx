import { Alert, MultiSelect, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail, SealGround } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { useTimeline } from '../../data/incidents';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { ReasonField } from '../../parts/reason-field';
import { GroundChoice } from './ground-choice';
import { usePeopleSearch } from './people-search';
import { suggestedGround } from './suggested-ground';

/** Seals an incident that others have seen; says first who will lose sight of it. */
export function SealModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [ground, setGround] = useState<SealGround | null>(suggestedGround(incident.category));
  const [names, setNames] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const people = usePeopleSearch(incident.id, names);
  const told = useTold(incident.id);
  const deed = useDeed([keys.incident(incident.id), ['reports']], { quiet: true });
  const seal = (): void => {
    const body = { ground, reason: reason.trim(), names };
    deed.do({ path: paths.incident(incident.id, 'seal'), version: incident.version, body }, onClose);
  };
  return (
    <FormModal
      title={t('seal.modal.title', { code: incident.code })}
      size="lg"
      submit={t('seal.modal.submit')}
      danger
      pending={deed.pending}
      incomplete={ground === null || reason.trim() === ''}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={seal}
      onClose={onClose}
    >
      <Alert color="orange" icon={<IconLock size={18} aria-hidden />}>
        <Text size="sm">{t('seal.modal.loses')}</Text>
        {told !== '' && (
          <Text size="sm" mt={4} fw={600}>
            {t('seal.modal.losesWho', { who: told })}
          </Text>
        )}
      </Alert>
      <GroundChoice value={ground} onChange={setGround} error={fieldError(deed.error, 'ground')} />
      <MultiSelect
        label={t('seal.modal.names')}
        description={t('seal.modal.namesHint')}
        data={people.choices}
        // They were found already, by their whole name.
        filter={({ options }) => options}
        value={names}
        onChange={setNames}
        onSearchChange={people.search}
        nothingFoundMessage={t('seal.list.nobody')}
        searchable
        maxValues={50}
        error={fieldError(deed.error, 'names')}
      />
      <ReasonField label={t('seal.modal.reason')} value={reason} onChange={setReason} error={fieldError(deed.error, 'reason')} />
    </FormModal>
  );
}

/** The missions whose boards were told of it, as far as the entries at hand say. Headquarters hears of everything that is not sealed. */
function useTold(incidentId: string): string {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { data } = useTimeline(incidentId);
  return useMemo(() => {
    const missions = new Set(data?.pages.flatMap(({ items }) => items).flatMap(({ audience }) => audience));
    const known = [...missions].filter((id) => directory.find(id) !== undefined).map(directory.nameOf);
    return [t('parts.headquarters'), ...known].join(', ');
  }, [data, directory, t]);
}
