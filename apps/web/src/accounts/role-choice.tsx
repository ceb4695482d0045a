import { rolesOfKind, type Role } from '@an-tam/contracts';
import { Checkbox, Stack } from '@mantine/core';
import { useSignedIn } from '../api/session.js';
import { useShellText } from '../shell/shell-texts.js';
import { useAccountsText } from './accounts-texts.js';

interface RoleChoiceProps {
  readonly value: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

/** The roles that an organisation of this kind has a place for. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const t = useAccountsText();
  const shell = useShellText();
  const offered = rolesOfKind[useSignedIn().organisation.kind];
  return (
    <Checkbox.Group
      label={t('roles')}
      value={[...value]}
      onChange={(chosen) => onChange(offered.filter((role) => chosen.includes(role)))}
    >
      <Stack gap="xs" mt="xs">
        {offered.map((role) => (
          <Checkbox key={role} value={role} label={shell(`role.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
