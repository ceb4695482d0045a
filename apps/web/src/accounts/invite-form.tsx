import type { Role } from '@an-tam/contracts';
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { inviteMember } from './accounts-api.js';
import { useAccountsText } from './accounts-texts.js';
import { HandOver } from './hand-over.js';
import { RoleChoice } from './role-choice.js';

/** Brings somebody new into the organisation. */
export function InviteForm() {
  const t = useAccountsText();
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const invite = useMutation({ gcTime: 0, mutationFn: inviteMember });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ displayName: displayName.trim(), roles: [...roles] });
  };
  const done = () => {
    setDisplayName('');
    setRoles([]);
    invite.reset();
  };
  return (
    <Section title={t('invite')}>
      {invite.data ? (
        <HandOver invited={invite.data} onDone={done} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md" maw={520}>
            <TextInput
              label={t('displayName')}
              description={t('displayNameHint')}
              value={displayName}
              maxLength={60}
              onChange={(event) => setDisplayName(event.currentTarget.value)}
              autoComplete="off"
            />
            <RoleChoice value={roles} onChange={setRoles} />
            <ProblemNote error={invite.error} />
            <Button
              type="submit"
              mih={48}
              disabled={displayName.trim() === '' || roles.length === 0}
              loading={invite.isPending}
            >
              {t('sendInvite')}
            </Button>
          </Stack>
        </form>
      )}
    </Section>
  );
}
