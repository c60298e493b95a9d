import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskOffer } from '@bongsu/situation/contract';
import { fieldError } from '../../api/problem';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { FormModal } from '../../parts/form-modal';
import { useLineWords } from '../../parts/line-words';

export function AcceptPartModal({ entry, version, onClose }: { entry: DeskOffer; version: number; onClose: () => void }) {
  const { t } = useTranslation();
  const lineWords = useLineWords();
  const { offer, lines } = entry;
  const deed = useDeed([keys.offers(offer.hubId), keys.deployments, keys.shipments, keys.request(offer.requestId)], { quiet: true });
  const [counts, setCounts] = useState<Record<number, number>>(() => Object.fromEntries(lines.map(({ lineNo, count }) => [lineNo, count])));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <FormModal
      title={t('dispatch.partTitle')}
      submit={t('dispatch.partSubmit')}
      pending={deed.pending}
      incomplete={total === 0}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => {
        const body = { lines: lines.map(({ lineNo }) => ({ lineNo, count: counts[lineNo] ?? 0 })) };
        deed.do({ path: paths.offer(offer.id, 'accept-part'), version, body }, onClose);
      }}
      onClose={onClose}
    >
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
    </FormModal>
  );
}
