import type { ConsentForm } from '@an-tam/contracts';
import type { ReactNode } from 'react';
import { ChipRow } from '../parts/chip-row.js';
import { useCentreText } from './centre-texts.js';

interface ConsentFormChoiceProps {
  readonly legend?: string;
  readonly forms: readonly ConsentForm[];
  readonly value: ConsentForm | null;
  readonly error?: ReactNode;
  readonly onChange: (form: ConsentForm) => void;
}

/** How a consent was given, out of the forms that are enough for its purpose. */
export function ConsentFormChoice({ legend, forms, value, error, onChange }: ConsentFormChoiceProps) {
  const t = useCentreText();
  return (
    <ChipRow
      legend={legend ?? t('howGiven')}
      choices={forms.map((form) => ({ code: form, label: t(`form.${form}`) }))}
      chosen={value ? [value] : []}
      error={error}
      onChange={([code]) => {
        const form = forms.find((known) => known === code);
        if (form) onChange(form);
      }}
    />
  );
}
