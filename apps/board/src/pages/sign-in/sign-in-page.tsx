import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChallengeView } from '@bongsu/access/contract';
import { useSession } from '../../app/session';
import { CodeStep } from './code-step';
import { Gate } from './gate';
import { OtherWays } from './other-ways';
import { PasswordStep } from './password-step';
import { SignInFailure } from './sign-in-failure';

/** Shown in place of any page while nobody is signed in; the address stays, so one goes on where one was. */
export function SignInPage() {
  const { t } = useTranslation();
  const { ended } = useSession();
  const [challenge, setChallenge] = useState<ChallengeView | null>(null);
  return (
    <Gate>
      {challenge === null ? (
        <>
          <Text size="sm" c="dimmed">
            {t('shell.signIn.intro')}
          </Text>
          <SignInFailure />
          {ended && <Alert color="yellow">{t('shell.signIn.ended')}</Alert>}
          <PasswordStep onChallenge={setChallenge} />
          <OtherWays />
        </>
      ) : (
        <CodeStep challenge={challenge} onBack={() => setChallenge(null)} />
      )}
    </Gate>
  );
}
