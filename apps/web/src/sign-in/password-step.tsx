import { signInAnswerSchema, signInSchema } from '@an-tam/contracts';
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { write } from '../api/api-client.js';
import { schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { useSignInText } from './sign-in-texts.js';
import { StepProblem } from './step-problem.js';
import type { StepProps } from './step-props.js';

export function PasswordStep({ interaction, onAnswer }: StepProps) {
  const t = useSignInText();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const signIn = useMutation({
    gcTime: 0,
    mutationFn: (body: unknown) => write('POST', `${interaction}/sign-in`, body, signInAnswerSchema),
    onSuccess: onAnswer,
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { account, password };
    const found = schemaErrors(signInSchema, body);
    setErrors(found);
    if (Object.keys(found).length === 0) signIn.mutate(body);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
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
        <StepProblem error={signIn.error} />
        <Button type="submit" size="lg" loading={signIn.isPending || signIn.isSuccess} fullWidth>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
