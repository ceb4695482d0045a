import {
  beginEnrolmentSchema,
  enrolmentViewSchema,
  recoveryCodesSchema,
  type CompleteEnrolment,
  type EnrolmentView,
} from '@an-tam/contracts';
import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { QrCode } from '../account/qr-code.js';
import { useAccountText } from '../account/account-texts.js';
import { NewPasswordFields, useNewPassword } from '../account/new-password-fields.js';
import { write } from '../api/api-client.js';
import { ProblemNote } from '../parts/problem-note.js';
import { FrontFrame } from './front-frame.js';
import { useSignInText } from './sign-in-texts.js';

/** Sets up a sign-in with the one-time code that somebody handed over: code, then password and authenticator app. */
export function EnrolmentPage() {
  const t = useSignInText();
  const [code, setCode] = useState('');
  const begin = useMutation({
    gcTime: 0,
    mutationFn: () => write('POST', '/oidc/enrolment/begin', beginEnrolmentSchema.parse({ code }), enrolmentViewSchema),
  });
  const complete = useMutation({
    gcTime: 0,
    mutationFn: (body: Omit<CompleteEnrolment, 'code'>) =>
      write('POST', '/oidc/enrolment/complete', { ...body, code }, recoveryCodesSchema),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <FrontFrame place={t('enrolPlace')}>
      <Stack className="an-card" gap="md">
        <Title order={2}>{t('enrolPlace')}</Title>
        {complete.data ? (
          <Done codes={complete.data.codes} />
        ) : begin.data ? (
          <SetUp view={begin.data} busy={complete.isPending} error={complete.error} onSubmit={complete.mutate} />
        ) : (
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              <Text>{t('enrolLead')}</Text>
              <TextInput
                label={t('enrolCode')}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
              <ProblemNote error={begin.error} />
              <Button type="submit" size="lg" disabled={code.trim() === ''} loading={begin.isPending} fullWidth>
                {t('submit')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </FrontFrame>
  );
}

interface SetUpProps {
  readonly view: EnrolmentView;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (body: Omit<CompleteEnrolment, 'code'>) => void;
}

function SetUp({ view, busy, error, onSubmit }: SetUpProps) {
  const t = useSignInText();
  const own = useAccountText();
  const draft = useNewPassword();
  const [appCode, setAppCode] = useState('');
  const { draft: authenticator, secret, uri } = view.authenticator;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!view.renews && !draft.agrees()) return;
    const app = appCode.trim() === '' ? {} : { authenticator: { draft: authenticator, code: appCode } };
    onSubmit({ password: draft.password, ...app });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{t(view.renews ? 'renewFor' : 'enrolFor', { name: view.displayName })}</Text>
        <TextInput label={t('account')} value={view.account} readOnly autoComplete="username" />
        {view.renews ? (
          <PasswordInput
            label={own('currentPassword')}
            description={t('renewPasswordHint')}
            value={draft.password}
            onChange={(event) => draft.setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': own('showPassword') }}
          />
        ) : (
          <NewPasswordFields draft={draft} />
        )}
        <Title order={3}>{own('app')}</Title>
        <Text>{own('scan')}</Text>
        <QrCode text={uri} label={own('qr')} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {own('secret', { secret })}
        </Text>
        <TextInput
          label={own('code')}
          description={view.secondFactorRequired ? undefined : t('enrolAppOptional')}
          value={appCode}
          onChange={(event) => setAppCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          inputMode="numeric"
        />
        <ProblemNote error={error} />
        <Button type="submit" size="lg" loading={busy} fullWidth>
          {t('enrolFinish')}
        </Button>
      </Stack>
    </form>
  );
}

function Done({ codes }: { readonly codes: readonly string[] }) {
  const t = useSignInText();
  const own = useAccountText();
  return (
    <Stack gap="md" align="flex-start">
      <Text role="status">{t('enrolDone')}</Text>
      {codes.length > 0 ? (
        <>
          <Text>{own('recoveryCodesLead')}</Text>
          <Text fw={600}>{t('enrolCodesOnce')}</Text>
          <ol style={{ margin: 0, fontFamily: 'monospace' }} aria-label={own('recoveryCodes')}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ol>
          <Button variant="default" mih={44} onClick={() => window.print()}>
            {own('print')}
          </Button>
        </>
      ) : null}
      <Button component="a" href="/auth/sign-in?returnTo=%2F" size="lg" fullWidth>
        {t('start')}
      </Button>
    </Stack>
  );
}
