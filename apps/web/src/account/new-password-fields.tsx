import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAccountText } from './account-texts.js';

/** A new password typed twice. `agrees()` says beside the second field when the two differ. */
export function useNewPassword() {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const agrees = () => {
    setDiffers(password !== again);
    return password === again;
  };
  return { password, setPassword, again, setAgain, differs, agrees };
}

export function NewPasswordFields({ draft }: { readonly draft: ReturnType<typeof useNewPassword> }) {
  const t = useAccountText();
  const toggle = { 'aria-label': t('showPassword') };
  return (
    <>
      <PasswordInput
        label={t('newPassword')}
        description={t('newPasswordHint')}
        value={draft.password}
        onChange={(event) => draft.setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t('repeatPassword')}
        value={draft.again}
        onChange={(event) => draft.setAgain(event.currentTarget.value)}
        error={draft.differs ? t('differs') : undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
      />
    </>
  );
}
