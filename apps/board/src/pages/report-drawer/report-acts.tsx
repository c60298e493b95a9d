import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '@bongsu/incidents/contract';
import { isOpen } from '@bongsu/situation/contract';
import { useMay } from '../../app/session';
import { useDeed } from '../../data/deed';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { useLive } from '../../live/live-context';
import { fieldError } from '../../parts/field-error';
import { MissionSelect } from '../../parts/mission-select';
import { ReasonModal } from '../../parts/reason-modal';
import { ProposalRow } from '../incident/proposal-row';
import { OpenIncidentModal } from './open-incident-modal';
import classes from './report-drawer.module.css';

type Dialogue = 'open' | 'dismiss' | 'reassign';

/** Link it, open it, pass it on, or say that it is nothing. */
export function ReportActs({ report, onDone }: { report: ReportView; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const directory = useDirectory();
  const incidents = useLive((view) => view.state.incidents);
  const proposals = useLive((view) => view.state.proposals);
  const [incidentId, setIncidentId] = useState<string | null>(null);
  const [missionId, setMissionId] = useState<string | null>(null);
  const [dialogue, show] = useState<Dialogue | null>(null);
  const deed = useDeed([['reports'], ['incident']]);
  const asked = useDeed([['reports']], { quiet: true });
  const likely = useMemo(() => Object.values(proposals).filter(({ reportId }) => reportId === report.id), [proposals, report.id]);
  const choices = useMemo(
    () =>
      Object.values(incidents)
        .filter(isOpen)
        .sort((a, b) => (a.lastEntryAt < b.lastEntryAt ? 1 : -1))
        .map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` })),
    [incidents],
  );
  const mayLink = may('incidents.report.link', report.missionId);
  const mayOpen = may('incidents.open', report.missionId);
  const mayReassign = may('incidents.report.reassign', report.missionId);
  // Of what no mission is in charge of, whoever may say it says first who is.
  const passOnFirst = report.missionId === null && mayReassign;
  const first = passOnFirst ? 'reassign' : likely.length > 0 ? 'link' : 'open';
  if (report.state !== 'unlinked') return null;
  if (!mayLink && !mayOpen && !mayReassign) {
    return (
      <Text size="sm" c="dimmed" className={classes['acts'] ?? ''}>
        {report.missionId === null
          ? t('report.drawer.notYoursNobodys')
          : t('report.drawer.notYours', { mission: directory.nameOf(report.missionId) })}
      </Text>
    );
  }
  const reassign = mayReassign && (
    <Button variant={first === 'reassign' ? 'filled' : 'default'} onClick={() => show('reassign')}>
      {t('report.drawer.reassign')}
    </Button>
  );
  return (
    <Stack gap="md" className={classes['acts'] ?? ''}>
      {passOnFirst && (
        <Text size="sm" fw={600}>
          {t('report.drawer.nobodys')}
        </Text>
      )}
      {likely.length > 0 && (
        <div>
          <Text size="sm" fw={650} mb={4}>
            {t('report.drawer.likely')}
          </Text>
          {likely.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} mayDecide={mayLink} />
          ))}
        </div>
      )}
      {mayLink && (
        <Group gap="xs" align="flex-end">
          <Select
            label={t('report.drawer.link')}
            placeholder={t('report.drawer.linkTo')}
            data={choices}
            value={incidentId}
            onChange={setIncidentId}
            searchable
            flex={1}
            miw={200}
          />
          <Button
            disabled={incidentId === null}
            loading={deed.pending}
            onClick={() => incidentId !== null && deed.do({ path: paths.incidentReport(incidentId, report.id) }, onDone)}
          >
            {t('report.drawer.linkSubmit')}
          </Button>
        </Group>
      )}
      <Group gap="xs">
        {passOnFirst && reassign}
        {mayOpen && (
          <Button variant={first === 'open' ? 'filled' : 'default'} onClick={() => show('open')}>
            {t('report.drawer.open')}
          </Button>
        )}
        {!passOnFirst && reassign}
        {mayLink && (
          <Button variant="default" onClick={() => show('dismiss')}>
            {t('report.drawer.dismiss')}
          </Button>
        )}
      </Group>
      {dialogue === 'open' && <OpenIncidentModal report={report} onClose={() => show(null)} />}
      {dialogue === 'dismiss' && (
        <ReasonModal
          title={t('report.drawer.dismissTitle', { code: report.code })}
          submit={t('report.drawer.dismiss')}
          danger
          pending={asked.pending}
          error={asked.error}
          onSubmit={(reason) => asked.do({ path: paths.report(report.id, 'dismiss'), version: report.version, body: { reason } }, onDone)}
          onClose={() => show(null)}
        />
      )}
      {dialogue === 'reassign' && (
        <ReasonModal
          title={t('report.drawer.reassign')}
          submit={t('report.drawer.reassign')}
          stands={directory.nameOf(report.missionId)}
          pending={asked.pending}
          error={asked.error}
          onSubmit={(reason) =>
            asked.do({ path: paths.report(report.id, 'reassign'), version: report.version, body: { missionId, reason } }, () => show(null))
          }
          onClose={() => show(null)}
        >
          <MissionSelect
            label={t('incident.reassignForm.mission')}
            value={missionId}
            onChange={setMissionId}
            required
            error={fieldError(asked.error, 'missionId')}
          />
        </ReasonModal>
      )}
    </Stack>
  );
}
