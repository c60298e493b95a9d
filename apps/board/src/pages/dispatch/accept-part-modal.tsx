import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskOffer } from '@bongsu/situation/contract';
import { fieldError } from '../../api/problem';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { useLineWords } from '../../parts/line-words';

export function AcceptPartModal({ entry, version, onClose }: { entry: DeskOffer; version: number; onClose: () => void }) {
  const { t } = useTranslation();
  const lineWords = useLineWords();
  const { offer, lines } = entry;
  const deed = useDeed([keys.offers(offer.hubId), keys.deployments, keys.shipments, keys.request(offer.requestId)], { quiet: true });
  const [counts, setCounts] = useState<Record<number, number>>(() => Object.fromEntries(lines.map(({ lineNo, count }) => [lineNo, count])));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Modal opened onClose={onClose} title={t('dispatch.partTitle')} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const body = { lines: lines.map(({ lineNo }) => ({ lineNo, count: counts[lineNo] ?? 0 })) };
          deed.do({ path: paths.offer(offer.id, 'accept-part'), version, body }, onClose);
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('dispatch.partHint')}
          </Text>
          {lines.map(({ lineNo, count, line }, index) => (
            <NumberInput
              key={lineNo}
              label={line === null ? `#${String(lineNo)}` : lineWords(line)}
              value={counts[lineNo] ?? 0}
              onChange={(value) => setCounts({ ...counts, [lineNo]: typeof value === 'number' ? value : 0 })}
              min={0}
              max={count}
              clampBehavior="strict"
              allowDecimal={false}
              rightSection={
                <Text size="xs" c="dimmed">
                  {t('dispatch.ofAsked', { count })}
                </Text>
              }
              rightSectionWidth={64}
              error={fieldError(deed.error, `lines.${String(index)}.count`)}
            />
          ))}
          {deed.error !== null && <Failure error={deed.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" loading={deed.pending} disabled={total === 0}>
              {t('dispatch.partSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
