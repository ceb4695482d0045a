import { IconCheck } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import classes from './chip-row.module.css';

interface ChipRowProps {
  readonly legend: string;
  readonly choices: readonly { readonly code: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly many?: boolean;
  readonly error?: ReactNode;
  readonly onChange: (chosen: string[]) => void;
  readonly children?: ReactNode;
}

/** A row of large chips: real radio buttons or checkboxes, 48 px high, chosen ones marked with a tick and not by colour alone. */
export function ChipRow({ legend, choices, chosen, many = false, error, onChange, children }: ChipRowProps) {
  const name = useId();
  const errorId = useId();
  const toggle = (code: string, checked: boolean) => {
    if (!many) onChange([code]);
    else onChange(checked ? [...chosen, code] : chosen.filter((other) => other !== code));
  };
  return (
    <fieldset className={classes['row']} aria-describedby={error ? errorId : undefined}>
      <legend className={classes['legend']}>{legend}</legend>
      <div className={classes['chips']}>
        {choices.map(({ code, label }) => {
          const on = chosen.includes(code);
          return (
            <label key={code} className={classes['chip']} data-chosen={on || undefined}>
              <input
                className={classes['input']}
                type={many ? 'checkbox' : 'radio'}
                name={name}
                checked={on}
                onChange={(event) => toggle(code, event.currentTarget.checked)}
              />
              {on ? <IconCheck size={18} aria-hidden className={classes['mark']} /> : null}
              <span>{label}</span>
            </label>
          );
        })}
        {children}
      </div>
      {error ? (
        <div className={classes['error']} id={errorId} role="alert">
          {error}
        </div>
      ) : null}
    </fieldset>
  );
}
