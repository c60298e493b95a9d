import { NumberInput, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardState, DeskOffer } from '@bongsu/situation/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { useLineWords } from '../../parts/line-words';

interface Asked {
  readonly entry: DeskOffer;
  readonly version: number;
}

/** The dialogue for one offer of a desk; it stays open when a colleague was faster and the offer has left the desk, and says so. */
export function useAcceptingPart(
  board: BoardState,
  versions: ReadonlyMap<string, number>,
): { ask: (entry: DeskOffer, version: number) => void; dialogue: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const id = asked?.entry.offer.id ?? '';
  return {
    ask: (entry, version) => setAsked({ entry, version }),
    // What is on the board no more, such as what was sealed, is in no dialogue either.
    dialogue: asked !== null && board.offers[id] !== undefined && (
      <AcceptPartModal
        key={id}
        entry={asked.entry}
        version={versions.get(id) ?? asked.version}
        state={board.offers[id]?.state}
        onClose={() => setAsked(null)}
      />
    ),
  };
}

function AcceptPartModal({
  entry,
  version,
  state,
  onClose,
}: Asked & {
  /** Absent when the board does not have it any more. */
  readonly state: DeskOffer['offer']['state'] | undefined;
  readonly onClose: () => void;
}) {
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
      stands={state === undefined ? t('parts.unknown') : t(`dispatchVocabulary.offerState.${state}`)}
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
