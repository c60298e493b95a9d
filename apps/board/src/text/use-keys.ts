import { useEffect, useRef } from 'react';

/** Single keys, at rest while one types. A text names the heading to go to; its form's first field gets the focus where it has one. */
export function useKeys(keys: Readonly<Record<string, string | (() => void)>>): void {
  const present = useRef(keys);
  useEffect(() => {
    present.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input, textarea, select') !== null) return;
      const meant = present.current[event.key];
      if (meant === undefined) return;
      event.preventDefault();
      if (typeof meant === 'function') return meant();
      const heading = document.getElementById(meant);
      heading?.scrollIntoView();
      const field = meant === 'words-file' ? document.querySelector<HTMLElement>('main textarea') : heading;
      field?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
