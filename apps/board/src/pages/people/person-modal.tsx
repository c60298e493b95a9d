import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OneTimePassword, PersonView, RoleGrant } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { sayProposed } from '../../parts/say-proposed';
import { useGrantWords } from './grant-words';
import { GrantsFields, areComplete } from './grants-fields';

/** A new person, or another name and other roles of one who is there. */
export function PersonModal({
  person,
  onAdded,
  onClose,
}: {
  person: PersonView | null;
  onAdded: (made: OneTimePassword) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [displayName, setName] = useState(person?.displayName ?? '');
  const [grants, setGrants] = useState<RoleGrant[]>(person?.grants ?? [{ role: 'duty-officer', missions: [] }]);
  const deed = useDeed<unknown>([accountKeys.people], { quiet: true });
  const wordsOf = usePersonWords();
  const submit = (): void => {
    if (person === null)
      deed.do({ path: '/accounts', body: { email: email.trim(), displayName, grants } }, (made) => onAdded(made as OneTimePassword));
    else
      deed.do({ path: `/accounts/${person.id}/change`, version: person.version, body: { displayName, grants } }, (answer) => {
        sayProposed(answer, t);
        onClose();
      });
  };
  return (
    <FormModal
      title={person === null ? t('account.people.addTitle') : t('account.people.editTitle', { name: person.displayName })}
      submit={t(person === null ? 'account.people.addSubmit' : 'parts.save')}
      stands={person === null ? undefined : wordsOf(person)}
      pending={deed.pending}
      incomplete={!areComplete(grants)}
      failure={<AccountFailure error={deed.error} fields={['email', 'displayName']} />}
      onSubmit={submit}
      onClose={onClose}
    >
      {person === null && (
        <TextInput
          type="email"
          label={t('account.people.email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="off"
          required
          data-autofocus
          error={fieldError(deed.error, 'email')}
        />
      )}
      <TextInput
        label={t('account.people.name')}
        value={displayName}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="off"
        maxLength={120}
        required
        error={fieldError(deed.error, 'displayName')}
      />
      <GrantsFields grants={grants} onChange={setGrants} />
    </FormModal>
  );
}

/** What the dialogue changes of a person, as it stands. */
function usePersonWords(): (person: PersonView) => string {
  const { t } = useTranslation();
  // A mission that was exchanged for another changes no number.
  const grantWords = useGrantWords({ inFull: true });
  return ({ displayName, grants, disabled }) => {
    const held = grants.map(grantWords).map(({ role, where }) => `${role} (${where})`);
    return [displayName, ...held, ...(disabled ? [t('account.people.disabled')] : [])].join(' · ');
  };
}
