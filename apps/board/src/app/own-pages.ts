import { useMemo } from 'react';
import { pages } from './keyboard/shortcuts';
import { useMay } from './session';

/** The pages on which this person may see something, in the order of the menu. */
export function useOwnPages() {
  const may = useMay();
  return useMemo(() => pages.filter(({ needs }) => may(needs)), [may]);
}

/** Whether there is something to see at an address: false only for a page of the menu that is not hers. */
export function useMayOpen(pathname: string): boolean {
  const may = useMay();
  const first = `/${pathname.split('/')[1] ?? ''}`;
  const page = pages.find(({ to }) => to === first);
  if (first === '/report') return may('incidents.report.file');
  return page === undefined || may(page.needs);
}
