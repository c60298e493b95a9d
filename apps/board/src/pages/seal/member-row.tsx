import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealMember } from '@bongsu/access/contract';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useUser } from '../../app/session';
import { StateBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { whoWords } from '../../parts/who-words';
import classes from './seal.module.css';
import { TakeOff } from './take-off';

interface RowProps {
  incident: IncidentDetail;
  member: SealMember;
  removable: boolean;
  isLast: boolean;
}

/** One person on the list; taking her off asks why, because it takes effect on her open screen. */
export function MemberRow({ incident, member, removable, isLast }: RowProps) {
  const { t } = useTranslation();
  const { id: me } = useUser();
  const [asking, ask] = useState(false);
  // Whoever thinks better of it is back where she was.
  const [cancelled, cancel] = useState(false);
  const { accountId, displayName: name } = member;
  return (
    <li className={classes['member']}>
      <div className={classes['who']}>
        <span>
          <strong>{whoWords(member, t)}</strong> {accountId === me && <StateBadge tone="strong">{t('seal.list.you')}</StateBadge>}
        </span>
        {removable && !isLast && !asking && (
          <Button
            size="compact-sm"
            mih={36}
            variant="default"
            aria-label={t('seal.list.offOf', { name })}
            onClick={() => ask(true)}
            autoFocus={cancelled}
          >
            {t('seal.list.off')}
          </Button>
        )}
      </div>
      <div className={classes['facts']}>
        <StateBadge {...(member.why === 'break-glass' ? { tone: 'danger' as const } : {})}>{t(`seal.list.why.${member.why}`)}</StateBadge>
        <span>
          {t('seal.list.since')} <Moment at={member.since} zone={incident.zone} />
        </span>
        {member.until !== null && (
          <span>
            {t('seal.list.until')} <Moment at={member.until} zone={incident.zone} />
          </span>
        )}
        {removable && isLast && <span>{t('seal.list.offLast')}</span>}
      </div>
      {asking && (
        <TakeOff
          incidentId={incident.id}
          member={member}
          isMe={accountId === me}
          onCancel={() => {
            ask(false);
            cancel(true);
          }}
        />
      )}
    </li>
  );
}
