import { useTranslation } from 'react-i18next';
import type { BreakGlassList as List } from '@bongsu/access/contract';
import { useBreakGlass } from '../../data/decisions';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { BreakGlassRow } from './break-glass-row';

/** Who opened what in an emergency: one's own that is open, what waits for a review, what was reviewed. */
export function BreakGlassList({ list }: { list: List }) {
  const { t } = useTranslation();
  const glasses = useBreakGlass(list);
  if (glasses.error !== null) return <Failure error={glasses.error} onRetry={() => void glasses.refetch()} />;
  const rows = glasses.data ?? [];
  if (list === 'mine' && rows.length === 0) return null;
  return (
    <Panel title={t(`decisions.glass.${list}`)} count={rows.length}>
      {rows.length === 0 ? (
        <Nothing title={t('decisions.glass.none')} />
      ) : (
        rows.map((glass) => <BreakGlassRow key={glass.id} glass={glass} />)
      )}
    </Panel>
  );
}
