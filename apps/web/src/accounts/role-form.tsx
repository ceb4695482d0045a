import type { AccountView, Role } from '@an-tam/contracts';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { setMemberRoles } from './accounts-api.js';
import { useAccountsText } from './accounts-texts.js';
import { RoleChoice } from './role-choice.js';

interface RoleFormProps {
  readonly row: AccountView;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
}

/** Other roles for a member, with the consequence said before they are saved. */
export function RoleForm({ row, opened, onOpen }: RoleFormProps) {
  const t = useAccountsText();
  const [roles, setRoles] = useState<readonly Role[]>(row.roles);
  const save = useMutation({ mutationFn: setMemberRoles, onSuccess: () => onOpen(false) });
  const title = t('changeRolesOf', { name: row.displayName });
  const open = () => {
    setRoles(row.roles);
    save.reset();
    onOpen(true);
  };
  return (
    <>
      <Button variant="default" size="sm" mih={44} aria-label={title} onClick={open}>
        {t('changeRoles')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => onOpen(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <Stack>
          <RoleChoice value={roles} onChange={setRoles} />
          <Text c="dimmed">{t('changeRolesConsequence')}</Text>
          <ProblemNote error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onOpen(false)}>
              {t('cancel')}
            </Button>
            <Button
              disabled={roles.length === 0}
              loading={save.isPending}
              onClick={() => save.mutate({ id: row.id, roles })}
            >
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
