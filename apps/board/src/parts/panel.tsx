import type { ReactNode } from 'react';
import classes from './panel.module.css';

/** A titled surface. `flush` lets a table or list run to the edges. */
export function Panel({
  title,
  count,
  aside,
  flush = false,
  children,
  id,
}: {
  title: string;
  count?: number | undefined;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
  id?: string;
}) {
  return (
    <section className={classes['panel']} aria-label={title} id={id}>
      <header className={classes['head']}>
        <h2 className={classes['title']}>
          {title}
          {count !== undefined && <span className={`${classes['count'] ?? ''} figures`}>{count}</span>}
        </h2>
        {aside}
      </header>
      <div className={classes['body']} data-flush={flush}>
        {children}
      </div>
    </section>
  );
}
