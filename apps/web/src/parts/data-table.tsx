import type { ReactNode } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import classes from './data-table.module.css';

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table that scrolls inside its own frame when it must, reachable by keyboard, never wider than the screen. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  const t = useCommonText();
  return (
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('tableOf', { caption })}>
      <table className={classes['table']}>
        <caption className={classes['caption']}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" data-numeric={numeric || undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]?.label} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index]?.label} data-numeric={columns[index]?.numeric || undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cell that is not shown because few people stand behind it: hatched, and said in words. */
export function SmallNumber({ children }: { readonly children: string }) {
  return <span className={classes['small']}>{children}</span>;
}
