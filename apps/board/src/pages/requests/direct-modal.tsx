import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportRequestDetail } from '@bongsu/dispatch/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { useLineWords } from '../../parts/line-words';

/** Headquarters asks a hub of its own choice for what is still missing. */
export function DirectModal({ request, onClose }: { request: SupportRequestDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const lineWords = useLineWords();
  const deed = useDeed([keys.request(request.id)], { quiet: true });
  const [hubId, setHubId] = useState<string | null>(null);
  const open = request.lines.filter(({ line, committed }) => committed < line.count);
  const [counts, setCounts] = useState<Record<number, number>>(() =>
    Object.fromEntries(open.map(({ lineNo, line, committed }) => [lineNo, line.count - committed])),
  );
  const lines = open.map(({ lineNo }) => ({ lineNo, count: counts[lineNo] ?? 0 })).filter(({ count }) => count > 0);
  const missing = open.map(({ lineNo, line, committed }) =>
    [`#${String(lineNo)}`, t('dispatch.request.missing', { count: line.count - committed })].join(' '),
  );
  return (
    <FormModal
      title={t('dispatch.request.direct.title')}
      submit={t('dispatch.request.direct.submit')}
      stands={[t(`dispatchVocabulary.requestState.${request.state}`), ...missing].join(' · ')}
      pending={deed.pending}
      incomplete={hubId === null || lines.length === 0}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => deed.do({ path: paths.request(request.id, 'direct'), version: request.version, body: { hubId, lines } }, onClose)}
      onClose={onClose}
    >
      <Select
        label={t('dispatch.request.direct.hub')}
        data={directory.hubs.map(({ id }) => ({ value: id, label: directory.nameOf(id) }))}
        value={hubId}
        onChange={setHubId}
        searchable
        required
        error={fieldError(deed.error, 'hubId')}
      />
      {open.map(({ lineNo, line, committed }) => (
        <NumberInput
          key={lineNo}
          label={t('dispatch.request.direct.line', { line: lineNo, words: lineWords(line) })}
          value={counts[lineNo] ?? 0}
          onChange={(value) => setCounts({ ...counts, [lineNo]: typeof value === 'number' ? value : 0 })}
          min={0}
          max={line.count - committed}
          allowDecimal={false}
        />
      ))}
    </FormModal>
  );
}
