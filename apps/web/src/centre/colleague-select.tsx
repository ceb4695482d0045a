import type { Colleague } from '@an-tam/contracts';
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShellText } from '../shell/shell-texts.js';
import { useColleagues } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';

interface ColleagueSelectProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  /** Who is not offered. */
  readonly without?: readonly string[];
  readonly error?: ReactNode;
  readonly onChange: (accountId: string) => void;
}

/** One member of the centre's staff, by name and role. */
export function ColleagueSelect({ without = [], value, error, onChange, ...texts }: ColleagueSelectProps) {
  const t = useNeedToKnowText();
  const shell = useShellText();
  const { data } = useColleagues();
  const labelOf = ({ displayName, roles }: Colleague) =>
    `${displayName} · ${roles.map((role) => shell(`role.${role}`)).join(', ')}`;
  const offered = (data?.colleagues ?? []).filter(({ id }) => !without.includes(id));
  return (
    <NativeSelect
      {...texts}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('choose') },
        ...offered.map((colleague) => ({ value: colleague.id, label: labelOf(colleague) })),
      ]}
    />
  );
}
