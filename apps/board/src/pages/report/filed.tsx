import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportView } from '@bongsu/incidents/contract';
import { useMay } from '../../app/session';
import { useDeed } from '../../data/deed';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';

/** The code to say over the telephone, and a way back when it was filed by mistake. */
export function Filed({ report, onAnother }: { report: ReportView; onAnother: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayDismiss = may('incidents.report.link', report.missionId);
  const directory = useDirectory();
  const [undone, setUndone] = useState(false);
  const deed = useDeed([['reports']]);
  if (undone) {
    return (
      <Stack align="center" p="xl" ta="center" role="status">
        <Title order={1} size="h4">
          {t('report.undone', { code: report.code })}
        </Title>
        <Button onClick={onAnother}>{t('report.another')}</Button>
      </Stack>
    );
  }
  return (
    <Stack align="center" p="xl" gap="md" ta="center" role="status">
      <IconCircleCheck size={46} color="var(--good)" aria-hidden />
      <Title order={1} size="h2" className="figures">
        {t('report.filed', { code: report.code })}
      </Title>
      <Text maw={460}>{t('report.filedHint')}</Text>
      {report.missionId === null ? (
        <Alert color="orange" maw={460} ta="start">
          {t('report.filedToNobody')}
        </Alert>
      ) : (
        <Text fw={600}>{t('report.filedTo', { mission: directory.nameOf(report.missionId) })}</Text>
      )}
      <Group justify="center">
        <Button onClick={onAnother} autoFocus>
          {t('report.another')}
        </Button>
        <Button component={Link} to={`/?report=${report.id}`} variant="default">
          {t('report.toBoard')}
        </Button>
      </Group>
      {mayDismiss && (
        <Button
          variant="subtle"
          color="gray"
          loading={deed.pending}
          onClick={() =>
            deed.do({ path: paths.report(report.id, 'dismiss'), version: report.version, body: { reason: t('report.undoReason') } }, () =>
              setUndone(true),
            )
          }
        >
          {t('report.undo')}
        </Button>
      )}
    </Stack>
  );
}
