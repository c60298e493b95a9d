import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FileReportInput, IncidentView, OpenIncidentInput, ReportView } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { sayDone } from '../../parts/say-done';

export interface SealedFiling {
  /** The sealed incident, once it is open and until the report is in it. */
  readonly opened: IncidentView | null;
  readonly pending: boolean;
  readonly error: unknown;
  file(incident: OpenIncidentInput, report: FileReportInput, how: FilingHow): void;
}

export interface FilingHow {
  /** Of the incident and of the report: whoever goes on elsewhere with what failed here sends the same. */
  readonly keys: readonly [incident: string, report: string];
  done(): void;
  /** `opened`: the incident, when it was opened before the report failed. */
  failed(error: unknown, opened: IncidentView | null): void;
}

/**
 * A report that nobody else may ever see: the sealed incident is opened first, then the report is filed into it. Where the second step fails, the next
 * try goes on with the incident that is open.
 */
export function useSealedFiling(): SealedFiling {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [opened, setOpened] = useState<IncidentView | null>(null);
  const opening = useDeed<IncidentView>([['incident']], { quiet: true });
  const filing = useDeed<ReportView>([['reports']], { quiet: true });
  return {
    opened,
    pending: opening.pending || filing.pending,
    error: opening.error ?? filing.error,
    file: (incident, report, { keys: [first, second], done, failed }) => {
      const into = (open: IncidentView): void =>
        filing.do(
          { path: '/reports', body: { ...report, incidentId: open.id }, idempotencyKey: second },
          () => {
            done();
            sayDone(t('incident.openForm.opened', { code: open.code }), t);
            void navigate(`/incidents/${open.id}`, { state: { sealDialogue: 'list' } });
          },
          (error) => failed(error, open),
        );
      if (opened !== null) return into(opened);
      opening.do(
        { path: '/incidents', body: incident, idempotencyKey: first },
        (fresh) => {
          setOpened(fresh);
          into(fresh);
        },
        (error) => failed(error, null),
      );
    },
  };
}
