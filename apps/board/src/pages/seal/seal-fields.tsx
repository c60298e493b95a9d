import { Alert, Checkbox, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category, SealGround } from '@bongsu/incidents/contract';
import { GroundChoice } from './ground-choice';
import classes from './seal.module.css';
import { suggestedGround } from './suggested-ground';

/** Whether it is to be sealed from the beginning, and why. */
export interface SealWish {
  readonly sealed: boolean;
  readonly ground: SealGround | null;
}

/**
 * Seals what is about to be opened: says what that does, and suggests it where cases of the kind usually are. A wish is never dropped silently: where it
 * can no longer be granted, it stands with the reason until the person takes it back or chooses another mission.
 */
export function SealFields({
  label,
  wish,
  notHere,
  category,
  onChange,
  error,
  children,
}: {
  label: string;
  /** Why this person cannot seal it as it stands now, and what she can do; absent where she can. */
  notHere?: string | undefined;
  wish: SealWish;
  category: Category | null;
  onChange: (wish: SealWish) => void;
  error?: string | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const suggested = suggestedGround(category);
  const seal = (sealed: boolean): void => onChange({ sealed, ground: wish.ground ?? suggested });
  return (
    <div className={classes['fields']} data-sealed={wish.sealed} data-suggested={suggested !== null}>
      {suggested !== null && !wish.sealed && notHere === undefined && (
        <Text size="sm" role="status">
          <IconLock size={15} aria-hidden className={classes['lock'] ?? ''} />{' '}
          {t('seal.form.suggested', { ground: t(`vocabulary.sealGround.${suggested}`) })}
        </Text>
      )}
      <Checkbox
        label={label}
        checked={wish.sealed}
        onChange={(event) => seal(event.currentTarget.checked)}
        error={wish.sealed ? undefined : error}
        fw={600}
      />
      {wish.sealed && notHere !== undefined && <Alert color="orange">{notHere}</Alert>}
      {wish.sealed && notHere === undefined && (
        <Stack gap="sm">
          <Text size="sm" role="status">
            {t('seal.form.means')}
            <br />
            {t('seal.form.after')}
          </Text>
          <GroundChoice value={wish.ground} onChange={(ground) => onChange({ sealed: true, ground })} error={error} />
          {children}
        </Stack>
      )}
    </div>
  );
}
