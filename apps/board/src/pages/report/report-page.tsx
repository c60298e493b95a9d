import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '@bongsu/incidents/contract';
import { Filed } from './filed';
import { ReportForm } from './report-form';
import classes from './report.module.css';

export function ReportPage() {
  const { t } = useTranslation();
  const [filed, setFiled] = useState<ReportView | null>(null);
  if (filed !== null) return <Filed report={filed} onAnother={() => setFiled(null)} />;
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
      <ReportForm onFiled={setFiled} />
    </Stack>
  );
}
