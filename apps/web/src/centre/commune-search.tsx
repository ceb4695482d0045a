import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { fitsToneBlind } from '../formats/tone-blind.js';
import { useCentreText } from './centre-texts.js';

interface CommuneSearchProps {
  readonly communes: readonly { readonly code: string; readonly name: string }[];
  readonly value: string | null;
  readonly error?: ReactNode;
  readonly onChange: (code: string | null) => void;
}

/** Finds a commune by the beginning of any of its words, with or without tone marks. */
export function CommuneSearch({ communes, value, error, onChange }: CommuneSearchProps) {
  const t = useCentreText();
  return (
    <Select
      label={t('commune')}
      description={t('communeHint')}
      searchable
      data={communes.map(({ code, name }) => ({ value: code, label: name }))}
      filter={({ options, search, limit }) =>
        options.filter((option) => 'label' in option && fitsToneBlind(option.label, search)).slice(0, limit)
      }
      limit={40}
      nothingFoundMessage={t('communeNone')}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
