import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { useSession } from '../../app/session';
import { usePreferences } from '../../app/shell/preferences';
import { Failure } from '../../parts/failure';
import classes from './sign-in.module.css';

/** Shown in place of any page while nobody is signed in; the address stays, so one goes on where one was. */
export function SignInPage() {
  const { t } = useTranslation();
  const { signIn, ended } = useSession();
  const { switchLanguage } = usePreferences();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setError(null);
    signIn({ email: text(form, 'email').trim(), password: text(form, 'password') })
      .catch(setError)
      .finally(() => setPending(false));
  };
  const refused = error instanceof ApiError && error.unauthenticated;

  return (
    <main className={classes['page']}>
      <Paper component="form" withBorder p="xl" radius="lg" w="100%" maw={400} className={classes['card']} onSubmit={submit}>
        <Stack gap="md">
          <div className={classes['brand']}>
            <img src="/beacon.svg" alt="" width={44} height={44} />
            <div>
              <Title order={1} size="h2">
                {t('shell.product')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('shell.tagline')}
              </Text>
            </div>
          </div>
          <Text size="sm" c="dimmed">
            {t('shell.signIn.intro')}
          </Text>
          {ended && <Alert color="yellow">{t('shell.signIn.ended')}</Alert>}
          <TextInput name="email" type="email" label={t('shell.signIn.email')} autoComplete="username" required autoFocus size="md" />
          <PasswordInput name="password" label={t('shell.signIn.password')} autoComplete="current-password" required size="md" />
          <div role="alert">{refused && <Alert color="red">{t('shell.signIn.wrong')}</Alert>}</div>
          {error !== null && !refused && <Failure error={error} />}
          <Button type="submit" size="md" loading={pending} fullWidth>
            {t('shell.signIn.submit')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('shell.signIn.demo')}
          </Text>
        </Stack>
      </Paper>
      <Button variant="subtle" color="gray" mt="md" size="compact-sm" onClick={switchLanguage}>
        {t('shell.language.switch')}
      </Button>
    </main>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
