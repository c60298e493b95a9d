import { Group, Select, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Mission, type MissionStatus, missionStatuses } from '@bongsu/missions/contract';
import { useDirectory, useMissions } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { StateBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { MissionName } from '../../parts/mission-name';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import stacked from '../../parts/stacked-table.module.css';
import { statusTone } from './status-tone';

/** The network: who stands where, in which state, and under which hub. */
export function MissionsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const language = currentLanguage();
  const missions = useMissions();
  const directory = useDirectory();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<MissionStatus | null>(null);
  const [hubsOnly, setHubsOnly] = useState(false);
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const found = (mission: Mission): boolean =>
      wanted === '' ||
      [mission.nameEn, mission.nameKo, mission.cityEn, mission.cityKo, mission.id, countryName(mission.locatedInIso2, language)].some(
        (text) => text.toLowerCase().includes(wanted),
      );
    return directory.all.filter(
      (mission) => found(mission) && (status === null || directory.statusOf(mission) === status) && (!hubsOnly || mission.isHub),
    );
  }, [directory, search, status, hubsOnly, language]);
  if (missions.isPending) return <PageSkeleton />;
  if (missions.error !== null) return <Failure error={missions.error} onRetry={() => void missions.refetch()} />;
  return (
    <Stack p="md" gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('missions.list.title')}
        </Title>
        <Group gap="sm">
          <Switch label={t('missions.list.hubsOnly')} checked={hubsOnly} onChange={(event) => setHubsOnly(event.currentTarget.checked)} />
          <Select
            aria-label={t('missions.list.statusColumn')}
            placeholder={t('missions.list.allStatuses')}
            data={missionStatuses.map((value) => ({ value, label: t(`missions.status.${value}`) }))}
            value={status}
            onChange={(value) => setStatus(value)}
            clearable
            w={170}
          />
          <TextInput
            leftSection={<IconSearch size={16} />}
            aria-label={t('missions.list.search')}
            placeholder={t('missions.list.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            w={230}
          />
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {t('missions.list.found', { count: shown.length })} · {t('missions.list.illustrative')}
      </Text>
      {shown.length === 0 ? (
        <Nothing title={t('missions.list.empty')} />
      ) : (
        <div className={`surface ${stacked['wide'] ?? ''}`}>
          <Table highlightOnHover stickyHeader verticalSpacing={6} className={stacked['table'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('missions.list.name')}</Table.Th>
                <Table.Th>{t('missions.list.place')}</Table.Th>
                <Table.Th>{t('missions.list.statusColumn')}</Table.Th>
                <Table.Th>{t('missions.list.hub')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((mission) => (
                <Table.Tr key={mission.id} onClick={() => void navigate(`/missions/${mission.id}`)} style={{ cursor: 'pointer' }}>
                  <Table.Td data-title>
                    <Link to={`/missions/${mission.id}`} onClick={(event) => event.stopPropagation()} className="quiet-link">
                      {language === 'ko' ? mission.nameKo : mission.nameEn}
                    </Link>{' '}
                    {mission.isHub && <StateBadge tone="good">{t('missions.list.hubBadge')}</StateBadge>}
                  </Table.Td>
                  <Table.Td data-row data-label={t('missions.list.place')}>
                    {language === 'ko' ? mission.cityKo : mission.cityEn}, {countryName(mission.locatedInIso2, language)}
                  </Table.Td>
                  <Table.Td data-row data-label={t('missions.list.statusColumn')}>
                    <StateBadge tone={statusTone(directory.statusOf(mission))}>
                      {t(`missions.status.${directory.statusOf(mission)}`)}
                    </StateBadge>
                  </Table.Td>
                  <Table.Td data-row data-label={t('missions.list.hub')}>
                    {mission.primaryHubId !== null && <MissionName id={mission.primaryHubId} plain />}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}
