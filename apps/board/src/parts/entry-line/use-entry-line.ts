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
import type { Wording } from './line';

const nobody = (): null => null;

/** Says entries in the operator's language, with the names that the live picture knows, and those of persons that the page has read. */
export function useEntryLine(personName: Wording['personName'] = nobody): (entry: ToldEntry) => Line {
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
        personName,
        time: (at) => formatSoon(at, language, zone, serverNow()),
        board: { incidents, reports, requests, shipments },
      }),
    [t, nameOf, itemName, personName, zone, language, incidents, reports, requests, shipments],
  );
}
