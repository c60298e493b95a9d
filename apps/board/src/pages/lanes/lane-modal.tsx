import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '@bongsu/dispatch/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';
import type { LaneVerb } from './lane-acts';

export function LaneModal({ lane, verb, onClose }: { lane: LaneView; verb: LaneVerb; onClose: () => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const alternate = directory.find(lane.hubId)?.alternateHubId ?? null;
  const [toHubId, setToHubId] = useState<string | null>(alternate);
  const deed = useDeed([keys.lanes], { quiet: true });
  const hub = directory.nameOf(lane.hubId);
  const handingOver = verb === 'hand-over';
  const hubs = directory.hubs
    .filter(({ id }) => id !== lane.hubId)
    .map(({ id }) => ({
      value: id,
      label: id === alternate ? `${directory.nameOf(id)} (${t('lanes.alternate')})` : directory.nameOf(id),
    }));
  return (
    <ReasonModal
      title={t(handingOver ? 'lanes.handOverTitle' : 'lanes.pauseTitle', { hub })}
      submit={t(handingOver ? 'lanes.handOver' : 'lanes.pause')}
      stands={t(`dispatchVocabulary.laneState.${lane.state}`)}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do(
          { path: paths.lane(lane.hubId, verb), version: lane.version, body: handingOver ? { toHubId, reason } : { reason } },
          onClose,
        )
      }
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t(handingOver ? 'lanes.handOverHint' : 'lanes.pauseHint')}
      </Text>
      {handingOver && <Select label={t('lanes.to')} data={hubs} value={toHubId} onChange={setToHubId} searchable />}
    </ReasonModal>
  );
}
