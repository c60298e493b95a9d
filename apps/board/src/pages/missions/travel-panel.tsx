import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MissionTravel } from '@bongsu/missions/contract';
import { MissionName } from '../../parts/mission-name';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';

/** How long help takes from each hub, by the model; the order in which a plan would ask. */
export function TravelPanel({ travel }: { travel: MissionTravel | undefined }) {
  const { t } = useTranslation();
  if (travel === undefined) return <PageSkeleton rows={4} />;
  return (
    <Panel title={t('missions.detail.travel')} flush>
      <Table verticalSpacing={5} px="sm">
        <Table.Tbody>
          {travel.legs.slice(0, 8).map((leg, rank) => (
            <Table.Tr key={leg.fromMissionId}>
              <Table.Td w={30} className="figures">
                {rank + 1}
              </Table.Td>
              <Table.Td fw={leg.fromMissionId === travel.primaryHubId ? 700 : 400}>
                <MissionName id={leg.fromMissionId} />
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {t('parts.hours', { count: Math.round(leg.hours * 10) / 10 })}
              </Table.Td>
              <Table.Td>{t(`missions.travelMode.${leg.mode}`)}</Table.Td>
              <Table.Td ta="right" className="figures">
                {t('parts.kilometres', { count: Math.round(leg.distanceKm) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" p="sm">
        {t(travel.basis === 'listed' ? 'missions.detail.listed' : 'missions.detail.nearest')} · {t('missions.detail.travelNote')}{' '}
        {travel.hubsIllustrative && t('missions.list.illustrative')}
      </Text>
    </Panel>
  );
}
