import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-time';
import { useItemName } from '../../data/dispatch';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { useLive } from '../../live/live-context';
import { formatSoon } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { type Line, type ToldEntry, entryLines } from './entry-line';

/** Says entries in the operator's language, with the names that the live picture knows. */
export function useEntryLine(): (entry: ToldEntry) => Line {
  const { t } = useTranslation();
  const { nameOf } = useDirectory();
  const itemName = useItemName();
  const { zone } = useShownZone();
  const language = currentLanguage();
  const incidents = useLive((view) => view.state.incidents);
  const reports = useLive((view) => view.state.reports);
  const requests = useLive((view) => view.state.requests);
  const shipments = useLive((view) => view.state.shipments);
  return useMemo(
    () =>
      entryLines({
        t,
        missionName: nameOf,
        itemName,
        time: (at) => formatSoon(at, language, zone, serverNow()),
        board: { incidents, reports, requests, shipments },
      }),
    [t, nameOf, itemName, zone, language, incidents, reports, requests, shipments],
  );
}
