import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoleGrant, type ServiceTokenShown, isOfPersons, permissions, rolesOfPersons } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { GrantsFields, areComplete } from './grants-fields';

const DAYS = 90;

export function ServiceModal({ onMade, onClose }: { onMade: (made: ServiceTokenShown) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<RoleGrant[]>([{ role: 'duty-officer', missions: [] }]);
  const [only, setOnly] = useState<string[]>([]);
  const [validDays, setDays] = useState<number>(DAYS);
  const deed = useDeed<ServiceTokenShown>([accountKeys.services], { quiet: true });
  const offered = Object.entries(permissions).flatMap(([permission, roles]) =>
    !isOfPersons(permission) && grants.some(({ role }) => (roles as readonly string[]).includes(role)) ? [permission] : [],
  );
  return (
    <FormModal
      title={t('account.services.add')}
      submit={t('account.people.addSubmit')}
      pending={deed.pending}
      incomplete={!areComplete(grants)}
      failure={<AccountFailure error={deed.error} fields={['name']} />}
      onSubmit={() => {
        const chosen = only.filter((permission) => offered.includes(permission));
        const body = { name, grants, permissions: chosen.length === 0 ? null : chosen, validDays };
        deed.do({ path: '/service-accounts', body }, onMade);
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('account.services.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
        data-autofocus
        error={fieldError(deed.error, 'name')}
      />
      <GrantsFields grants={grants} onChange={setGrants} without={rolesOfPersons} />
      <MultiSelect
        label={t('account.services.permissions')}
        description={t('account.services.permissionsHint')}
        data={offered}
        value={only.filter((permission) => offered.includes(permission))}
        onChange={setOnly}
        searchable
      />
      <NumberInput
        label={t('account.services.days')}
        value={validDays}
        onChange={(value) => setDays(typeof value === 'number' ? value : DAYS)}
        min={1}
        max={366}
        allowDecimal={false}
      />
    </FormModal>
  );
}
