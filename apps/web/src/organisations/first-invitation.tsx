import { rolesOfKind, type OrganisationView } from '@an-tam/contracts';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { HandOver } from '../accounts/hand-over.js';
import { ProblemNote } from '../parts/problem-note.js';
import { inviteFirstMember } from './organisations-api.js';
import { useOrganisationsText } from './organisations-texts.js';

/** An invitation where nobody of the organisation can make one: not taken up yet, or a kind without administrators. */
export function FirstInvitation({ row }: { readonly row: OrganisationView }) {
  const t = useOrganisationsText();
  const [opened, setOpened] = useState(false);
  const [displayName, setDisplayName] = useState('');
  const invite = useMutation({ gcTime: 0, mutationFn: inviteFirstMember });
  const keepsItself = rolesOfKind[row.kind].includes('administrator');
  if (row.staffed && keepsItself) return null;
  const title = t('inviteOf', { name: row.name });
  const open = () => {
    setDisplayName('');
    invite.reset();
    setOpened(true);
  };
  return (
    <>
      <Button variant="default" size="sm" mih={44} aria-label={title} onClick={open}>
        {t(keepsItself ? 'invite' : 'inviteMore')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        {invite.data ? (
          <HandOver invited={invite.data} onDone={() => setOpened(false)} />
        ) : (
          <Stack>
            <TextInput
              label={t('first')}
              description={t('firstHint')}
              value={displayName}
              maxLength={60}
              onChange={(event) => setDisplayName(event.currentTarget.value)}
              autoComplete="off"
            />
            <ProblemNote error={invite.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t('cancel')}
              </Button>
              <Button
                disabled={displayName.trim() === ''}
                loading={invite.isPending}
                onClick={() => invite.mutate({ id: row.id, displayName })}
              >
                {t('sendInvite')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
