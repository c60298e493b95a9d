import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionInfo } from '@bongsu/access/contract';
import { send } from '../../api/client';
import { type ProofAsked, PasskeyProofFields, proofIn } from './passkey-proof';
import { ProvedModal } from './proved-modal';

/** Which of one's other sessions are to end. */
export type Ending = SessionInfo | 'others';

/** Ends other sessions once their owner has proved that she is there: not whoever found the board open. */
export function EndSessionsModal({
  ending,
  asked,
  onDone,
  onClose,
}: {
  ending: Ending;
  asked: ProofAsked;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const path = ending === 'others' ? 'end-others' : `${ending.id}/end`;
  return (
    <ProvedModal
      danger
      title={ending === 'others' ? t('account.sessions.endOthers') : t('account.sessions.endTitle', { device: ending.device })}
      submit={t(ending === 'others' ? 'account.sessions.endOthers' : 'account.sessions.endSubmit')}
      act={(form) => {
        const proof = proofIn(form, asked);
        return send('POST', `/me/sessions/${path}`, { body: proof === undefined ? {} : { proof } });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Text size="sm">{t('account.sessions.endHint')}</Text>
      <PasskeyProofFields asked={asked} />
    </ProvedModal>
  );
}
