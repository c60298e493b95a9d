import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportRequestDetail } from '@bongsu/dispatch/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';
import { DirectModal } from './direct-modal';

const known = ['direct', 'decline', 'withdraw', 'release', 'close'] as const;
type RequestAct = (typeof known)[number];

/** What may be done with the request as it stands; the server names it, so nothing is offered that would be refused. */
export function RequestActs({ request }: { request: SupportRequestDetail }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<RequestAct | null>(null);
  const deed = useDeed([keys.request(request.id), keys.incident(request.incidentId)]);
  const acts = known.filter((act) => request.permittedActs.includes(act));
  // A dialogue that is open stays and says what was changed meanwhile.
  if (acts.length === 0 && asking === null) return null;
  const begin = (act: RequestAct): void => {
    if (act === 'release' || act === 'close') deed.do({ path: paths.request(request.id, act), version: request.version });
    else ask(act);
  };
  return (
    <Group gap={6} mt="sm" justify="flex-end">
      {acts.map((act) => (
        <Button
          key={act}
          size="compact-sm"
          variant="default"
          loading={deed.pendingPath === paths.request(request.id, act)}
          onClick={() => begin(act)}
        >
          {t(`dispatch.request.acts.${act}`)}
        </Button>
      ))}
      {(asking === 'withdraw' || asking === 'decline') && (
        <ReasonModal
          title={t(asking === 'withdraw' ? 'dispatch.request.withdrawTitle' : 'dispatch.request.declineTitle', { code: request.code })}
          submit={t(`dispatch.request.acts.${asking}`)}
          danger
          stands={t(`dispatchVocabulary.requestState.${request.state}`)}
          pending={deed.pending}
          error={deed.error}
          onSubmit={(reason) =>
            deed.do({ path: paths.request(request.id, asking), version: request.version, body: { reason } }, () => ask(null))
          }
          onClose={() => ask(null)}
        />
      )}
      {asking === 'direct' && <DirectModal request={request} onClose={() => ask(null)} />}
    </Group>
  );
}
