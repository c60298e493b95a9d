import { Group, NumberInput, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShipmentView } from '@bongsu/dispatch/contract';
import { useDeed } from '../../data/deed';
import { useItemName } from '../../data/dispatch';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';

/**
 * The dialogue for one of these shipments, as it stands: it says what was changed meanwhile, and shows nothing of one that is not among them any more,
 * such as what was sealed.
 */
export function useReceiving(shipments: readonly ShipmentView[]): { receive: (shipment: ShipmentView) => void; dialogue: ReactNode } {
  const [asked, ask] = useState<string | null>(null);
  const shipment = shipments.find(({ id }) => id === asked);
  return {
    receive: ({ id }) => ask(id),
    dialogue: shipment !== undefined && <ReceiveModal key={shipment.id} shipment={shipment} onClose={() => ask(null)} />,
  };
}

/** Receipt is a count at the destination: each item begins with what was sent, and a difference has to be explained. */
function ReceiveModal({ shipment, onClose }: { shipment: ShipmentView; onClose: () => void }) {
  const { t } = useTranslation();
  const itemName = useItemName();
  const deed = useDeed([keys.shipments, keys.request(shipment.requestId)], { quiet: true });
  const [counts, setCounts] = useState(() => shipment.items.map(({ lotId, sent }) => ({ lotId, received: sent, note: '' })));
  const change = (index: number, part: Partial<(typeof counts)[number]>): void =>
    setCounts(counts.map((count, at) => (at === index ? { ...count, ...part } : count)));
  return (
    <FormModal
      title={t('dispatch.receiveTitle')}
      submit={t('dispatch.receiveSubmit')}
      stands={t(`dispatchVocabulary.shipmentState.${shipment.state}`)}
      pending={deed.pending}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => {
        const items = counts.map(({ lotId, received, note }) => ({ lotId, received, note: note.trim() === '' ? null : note.trim() }));
        deed.do({ path: paths.shipment(shipment.id, 'receive'), version: shipment.version, body: { items } }, onClose);
      }}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('dispatch.receiveHint')}
      </Text>
      {shipment.items.map((item, index) => {
        const count = counts[index];
        if (count === undefined) return null;
        return (
          <Group key={item.lotId} align="flex-start" gap="sm">
            <NumberInput
              label={itemName(item.itemCode)}
              description={t('dispatch.sent', { count: item.sent })}
              value={count.received}
              onChange={(value) => change(index, { received: typeof value === 'number' ? value : 0 })}
              min={0}
              allowDecimal={false}
              w={170}
              error={fieldError(deed.error, `items.${String(index)}.received`)}
            />
            {count.received !== item.sent && (
              <TextInput
                flex={1}
                miw={180}
                required
                label={t('dispatch.difference')}
                value={count.note}
                onChange={(event) => change(index, { note: event.currentTarget.value })}
                maxLength={500}
                error={fieldError(deed.error, `items.${String(index)}.note`)}
              />
            )}
          </Group>
        );
      })}
    </FormModal>
  );
}
