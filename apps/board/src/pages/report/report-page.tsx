import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '@bongsu/incidents/contract';
import { Filed } from './filed';
import { Kept } from './kept';
import { ReportForm } from './report-form';
import classes from './report.module.css';

export function ReportPage() {
  const { t } = useTranslation();
  const [filed, setFiled] = useState<ReportView | null>(null);
  const [kept, setKept] = useState(false);
  if (filed !== null) return <Filed report={filed} onAnother={() => setFiled(null)} />;
  if (kept) return <Kept onAnother={() => setKept(false)} />;
  return (
    <Stack gap="sm" className={classes['page'] ?? ''}>
      <div>
        <Title order={1} size="h3">
          {t('report.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('report.intro')}
        </Text>
      </div>
      <ReportForm onFiled={setFiled} onKept={() => setKept(true)} />
    </Stack>
  );
}
