import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import type { SitrepView } from '@bongsu/situation/contract';
import { useSitreps } from '../../data/incidents';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import classes from './incident.module.css';
import { SitrepModal } from './sitrep-modal';
import { SitrepRow } from './sitrep-row';
import { WithdrawSitrepModal } from './withdraw-sitrep-modal';

type Dialogue = { act: 'supersede' | 'withdraw'; sitrep: SitrepView };

export function SitrepsPanel({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSitreps(incident.id);
  const [dialogue, show] = useState<Dialogue | null>(null);
  const close = (): void => show(null);
  const sitreps = [...(data ?? [])].sort((a, b) => b.number - a.number);
  return (
    <Panel title={t('incident.sitreps.title')} count={data?.length} flush>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Nothing title={t('incident.sitreps.none')} />}
      <ul className={classes['rows']}>
        {sitreps.map((sitrep) => (
          <SitrepRow key={sitrep.id} incident={incident} sitrep={sitrep} onAct={(act) => show({ act, sitrep })} />
        ))}
      </ul>
      {dialogue?.act === 'supersede' && <SitrepModal incident={incident} replaces={dialogue.sitrep.number} onClose={close} />}
      {dialogue?.act === 'withdraw' && <WithdrawSitrepModal incident={incident} number={dialogue.sitrep.number} onClose={close} />}
    </Panel>
  );
}
