import { signInAnswerSchema } from '@an-tam/contracts';
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { write } from '../api/api-client.js';
import { useSignInText } from './sign-in-texts.js';
import { StepProblem } from './step-problem.js';
import type { StepProps } from './step-props.js';

/** The code of the authenticator app, or one of the recovery codes on paper: both go into the one field. */
export function CodeStep({ interaction, onAnswer }: StepProps) {
  const t = useSignInText();
  const [code, setCode] = useState('');
  const prove = useMutation({
    gcTime: 0,
    mutationFn: () => write('POST', `${interaction}/code`, { code }, signInAnswerSchema),
    onSuccess: onAnswer,
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('code')}
          description={t('codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          data-autofocus
        />
        <StepProblem error={prove.error} />
        <Button
          type="submit"
          size="lg"
          disabled={code.trim().length < 6}
          loading={prove.isPending || prove.isSuccess}
          fullWidth
        >
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
