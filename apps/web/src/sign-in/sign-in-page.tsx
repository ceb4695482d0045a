import { signInAnswerSchema, signInSchema } from '@an-tam/contracts';
import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useParams } from 'react-router';
import { write } from '../api/api-client.js';
import { ProblemError } from '../api/problem-error.js';
import { ProblemNote } from '../parts/problem-note.js';
import { schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { FrontFrame } from './front-frame.js';
import { useSignInText } from './sign-in-texts.js';

/** Account and password go to the sign-in service only; what comes back is where to go next. */
export function SignInPage() {
  const t = useSignInText();
  const { uid = '' } = useParams();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const signIn = useMutation({
    mutationFn: (body: unknown) =>
      write('POST', `/oidc/interaction/${encodeURIComponent(uid)}/sign-in`, body, signInAnswerSchema),
    onSuccess: ({ redirectTo }) => window.location.assign(redirectTo),
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { account, password };
    const found = schemaErrors(signInSchema, body);
    setErrors(found);
    if (Object.keys(found).length === 0) signIn.mutate(body);
  };
  const gone = signIn.error instanceof ProblemError && signIn.error.status === 404;
  return (
    <FrontFrame place={t('signInPlace')}>
      <form className="an-card" onSubmit={submit} noValidate>
        <Stack gap="md">
          <Title order={2}>{t('signInPlace')}</Title>
          <TextInput
            label={t('account')}
            value={account}
            onChange={(event) => setAccount(event.currentTarget.value)}
            error={errors['account']}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <PasswordInput
            label={t('password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={errors['password']}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          {gone ? (
            <Button component="a" href="/" variant="default">
              {t('stale')} {t('startAgain')}
            </Button>
          ) : (
            <ProblemNote error={signIn.error} />
          )}
          <Button type="submit" size="lg" loading={signIn.isPending || signIn.isSuccess} fullWidth>
            {t('submit')}
          </Button>
        </Stack>
      </form>
    </FrontFrame>
  );
}
