import { Alert, Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BreakGlassReason, breakGlassReasons } from '@bongsu/access/contract';
import { fieldError } from '../../api/problem';
import { accountKeys } from '../../data/account';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';

const lengths = [30, 60, 120, 240] as const;

/** Opens another mission's data for a short time; says beforehand who will know of it. */
export function BreakGlassModal({ missionId, name, onClose }: { missionId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState('60');
  const [reasonCode, setCode] = useState<BreakGlassReason | null>(null);
  const [reason, setReason] = useState('');
  const deed = useDeed([decisionKeys.breakGlass, accountKeys.me], { quiet: true });
  return (
    <Modal opened onClose={onClose} title={t('decisions.glass.dialog', { name })} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const subject = { type: 'mission', id: missionId };
          deed.do({ path: '/break-glass', body: { subject, minutes: Number(minutes), reasonCode, reason: reason.trim() } }, onClose);
        }}
      >
        <Stack gap="md">
          <Alert color="orange">{t('decisions.glass.warning')}</Alert>
          <Select
            label={t('decisions.glass.why')}
            data={breakGlassReasons.map((value) => ({ value, label: t(`decisions.glass.reason.${value}`) }))}
            value={reasonCode}
            onChange={(value) => setCode(value)}
            required
          />
          <Textarea
            label={t('decisions.glass.words')}
            description={t('decisions.glass.wordsHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            minLength={10}
            maxLength={500}
            required
            autosize
            minRows={2}
            error={fieldError(deed.error, 'reason')}
          />
          <Select
            label={t('decisions.glass.howLong')}
            data={lengths.map((count) => ({ value: String(count), label: t('decisions.glass.minutes', { count }) }))}
            value={minutes}
            onChange={(value) => setMinutes(value ?? '60')}
            allowDeselect={false}
          />
          {deed.error !== null && <Failure error={deed.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" color="red" loading={deed.pending} disabled={reasonCode === null || reason.trim().length < 10}>
              {t('decisions.glass.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
