import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '@bongsu/dispatch/contract';
import { useMay } from '../../app/session';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';

export type LaneVerb = 'pause' | 'hand-over';

/** What may be done with a lane as it stands; pausing and handing over ask why, their reversal does not. */
export function LaneActs({ lane, onAsk }: { lane: LaneView; onAsk: (verb: LaneVerb) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const deed = useDeed([keys.lanes]);
  if (!may('dispatch.lane.manage', lane.hubId)) return null;
  const back = (verb: 'resume' | 'take-back') => () => deed.do({ path: paths.lane(lane.hubId, verb), version: lane.version });
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {lane.state === 'open' && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onAsk('pause')}>
          {t('lanes.pause')}
        </Button>
      )}
      {lane.state === 'paused' && (
        <Button size="compact-sm" variant="light" loading={deed.pending} onClick={back('resume')}>
          {t('lanes.resume')}
        </Button>
      )}
      {lane.state !== 'handed-over' && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onAsk('hand-over')}>
          {t('lanes.handOver')}
        </Button>
      )}
      {lane.state === 'handed-over' && (
        <Button size="compact-sm" variant="light" loading={deed.pending} onClick={back('take-back')}>
          {t('lanes.takeBack')}
        </Button>
      )}
    </Group>
  );
}
