import { Anchor, Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProposalVerb, ProposalView } from '@bongsu/access/contract';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { StateBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { Failure } from '../../parts/failure';
import { kindWords } from '../../parts/kind-words';
import { Moment } from '../../parts/moment';
import { ReasonModal } from '../../parts/reason-modal';
import { sayDone } from '../../parts/say-done';
import { whoWords } from '../../parts/who-words';
import { ProposalFacts } from './proposal-facts';

const tones = { open: 'warn', confirmed: 'good', refused: 'danger', withdrawn: undefined, expired: undefined, void: 'danger' } as const;

/** One proposal: what, on which facts, by whom and until when; and what one may do with it. */
export function ProposalCard({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<ProposalVerb | null>(null);
  const tone = tones[proposal.state];
  return (
    <Paper withBorder p="md" component="article" aria-label={kindWords(proposal.kind, t)}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={6} flex="1 1 320px">
          <Group gap={8}>
            <Text fw={650}>{kindWords(proposal.kind, t)}</Text>
            <StateBadge {...(tone === undefined ? {} : { tone })}>{t(`decisions.state.${proposal.state}`)}</StateBadge>
          </Group>
          <Text size="sm">
            {proposal.incidentId === null ? (
              proposal.label
            ) : (
              <Anchor component={Link} to={`/incidents/${proposal.incidentId}`} size="sm">
                {proposal.label ?? t('decisions.incident')}
              </Anchor>
            )}
          </Text>
          <ProposalFacts proposal={proposal} />
          <Text size="xs" c="dimmed">
            {t('decisions.proposedBy', { who: proposal.proposedBy === null ? '–' : whoWords(proposal.proposedBy, t) })}{' '}
            <Moment at={proposal.proposedAt} />
          </Text>
          {proposal.endedAt !== null && (
            <Text size="xs" c="dimmed">
              {proposal.endedBy !== null && `${whoWords(proposal.endedBy, t)} · `}
              <Moment at={proposal.endedAt} />
              {proposal.reason !== null && ` · ${proposal.reason}`}
            </Text>
          )}
        </Stack>
        <Stack gap="xs" align="flex-end">
          {proposal.state === 'open' && <Countdown dueAt={proposal.expiresAt} />}
          <Group gap="xs">
            {proposal.permitted.map((verb) => (
              <Button key={verb} variant={verb === 'confirm' ? 'filled' : 'default'} onClick={() => ask(verb)}>
                {t(`decisions.verb.${verb}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      </Group>
      {asking !== null && <Answer proposal={proposal} verb={asking} onClose={() => ask(null)} />}
    </Paper>
  );
}

function Answer({ proposal, verb, onClose }: { proposal: ProposalView; verb: ProposalVerb; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = [decisionKeys.proposals, ['people'], ...(proposal.incidentId === null ? [] : [keys.incident(proposal.incidentId)])];
  const deed = useDeed(refresh, { quiet: true });
  const answer = (body?: object): void =>
    deed.do({ path: paths.decision(proposal.id, verb), body }, () => {
      sayDone(t(`decisions.done.${verb}`), t);
      onClose();
    });
  const title = `${t(`decisions.verb.${verb}`)}: ${kindWords(proposal.kind, t)}`;
  if (verb === 'refuse')
    return (
      <ReasonModal
        title={title}
        submit={t('decisions.verb.refuse')}
        pending={deed.pending}
        error={deed.error}
        onSubmit={(reason) => answer({ reason })}
        onClose={onClose}
      />
    );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <Stack gap="md">
        <Text size="sm">{t(`decisions.hint.${verb}`)}</Text>
        <ProposalFacts proposal={proposal} />
        {deed.error !== null && <Failure error={deed.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button loading={deed.pending} onClick={() => answer()} data-autofocus>
            {t(`decisions.verb.${verb}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
