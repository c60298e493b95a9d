import { Alert, Group, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertLevel, type IncidentDetail, alertLevels } from '@bongsu/incidents/contract';
import { addMs, hours } from '@bongsu/kernel';
import { serverNow } from '../../api/server-time';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { LevelBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { MomentInput, type WallMoment } from '../../parts/moment-input';
import { ReasonField } from '../../parts/reason-field';
import { sayProposed } from '../../parts/say-proposed';
import { useShownZone } from '../../time/shown-zone';
import { instantOfWallTime, wallTimeOf } from '../../time/wall-time';
import { AlertHistory } from './alert-history';

/** How long a level stands before it is looked at again, where nobody says otherwise (domain §8, cadence of situation reports). */
const reviewAfterHours: Record<AlertLevel, number | null> = { none: null, attention: 168, caution: 24, alert: 12, serious: 6 };

/** Sets the crisis alert level with its basis; who decided what on which facts stays on record. */
export function LevelModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const deed = useDeed<object>([keys.incident(incident.id), decisionKeys.proposals], { quiet: true });
  const [level, setLevel] = useState<AlertLevel>(incident.alertLevel);
  const [basis, setBasis] = useState('');
  const [review, setReview] = useState<WallMoment>({ wall: '', zone });
  const choose = (chosen: AlertLevel): void => {
    setLevel(chosen);
    const after = reviewAfterHours[chosen];
    setReview({ zone, wall: after === null ? '' : wallTimeOf(addMs(serverNow(), hours(after)), zone) });
  };
  const submit = (): void => {
    const reviewAt = review.wall === '' ? null : instantOfWallTime(review.wall, review.zone);
    deed.do(
      { path: paths.incident(incident.id, 'set-alert-level'), version: incident.version, body: { level, basis: basis.trim(), reviewAt } },
      (answer) => {
        sayProposed(answer, t);
        onClose();
      },
    );
  };
  return (
    <FormModal
      title={`${incident.code}: ${t('incident.level.title')}`}
      size="lg"
      submit={t('incident.level.submit')}
      stands={t(`vocabulary.alertLevel.${incident.alertLevel}`)}
      pending={deed.pending}
      incomplete={level === incident.alertLevel && review.wall === ''}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={submit}
      onClose={onClose}
      below={<AlertHistory incident={incident} />}
    >
      <Radio.Group label={t('incident.level.level')} value={level} onChange={(value) => choose(value)}>
        <Group mt={6} gap="md">
          {alertLevels.map((value) => (
            <Radio key={value} value={value} label={<LevelBadge level={value} />} />
          ))}
        </Group>
      </Radio.Group>
      {level === 'serious' && incident.alertLevel !== 'serious' && <Alert color="blue">{t('incident.level.second')}</Alert>}
      <ReasonField
        label={t('incident.level.basis')}
        description={t('incident.level.basisHint')}
        value={basis}
        onChange={setBasis}
        error={fieldError(deed.error, 'basis')}
      />
      {level !== 'none' && (
        <MomentInput
          label={t('incident.level.review')}
          value={review}
          zones={[zone, 'UTC']}
          onChange={setReview}
          error={fieldError(deed.error, 'reviewAt')}
        />
      )}
    </FormModal>
  );
}
