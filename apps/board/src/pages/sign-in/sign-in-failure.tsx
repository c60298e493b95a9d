import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SIGN_IN_FAILURE, SIGN_IN_REFERENCE, oidcFailures } from '@bongsu/access/contract';

const REFERENCE = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Why the way back from the ministry led here, and what to do. Said once: the address is cleaned, so that a reload or a bookmark does not say it
 * again. What stands in the address is shown only where it is one of our own codes.
 */
export function SignInFailure() {
  const { t } = useTranslation();
  const [told] = useState(() => {
    const search = new URLSearchParams(location.search);
    const failure = oidcFailures.find((one) => one === search.get(SIGN_IN_FAILURE));
    const reference = search.get(SIGN_IN_REFERENCE) ?? '';
    return failure === undefined ? null : { failure, reference: REFERENCE.test(reference) ? reference : null };
  });
  useEffect(() => {
    const address = new URL(location.href);
    address.searchParams.delete(SIGN_IN_FAILURE);
    address.searchParams.delete(SIGN_IN_REFERENCE);
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  }, []);
  if (told === null) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t(`signInWays.failure.${told.failure}.title`)}
    >
      <Text size="sm">{t(`signInWays.failure.${told.failure}.remedy`)}</Text>
      {told.reference !== null && (
        <Text size="xs" c="dimmed" mt={6} className="figures">
          {t('signInWays.reference', { reference: told.reference })}
        </Text>
      )}
    </Alert>
  );
}
