import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './row-list.module.css';

/** A quiet list, never wider than the screen. */
export function RowList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={classes['list']} aria-label={label}>
      {children}
    </ul>
  );
}

export function Row({ to, children }: { readonly to?: string; readonly children: ReactNode }) {
  return (
    <li className={classes['row']}>
      {to ? (
        <Link to={to} className={classes['link']}>
          {children}
        </Link>
      ) : (
        <div className={classes['link']}>{children}</div>
      )}
    </li>
  );
}
