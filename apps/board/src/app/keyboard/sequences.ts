import { useEffect, useEffectEvent } from 'react';

/** Keys pressed one after the other belong together for this long. */
const TOGETHER_MS = 1_200;

/**
 * Shortcuts of one key (`n`, `?`) or two in a row (`g b`). They rest while somebody types, holds a modifier or has a dialogue
 * open, so that no letter of a report ever becomes a command.
 */
export function useSequences(commands: Readonly<Record<string, () => void>>): void {
  const run = useEffectEvent((sequence: string): boolean => {
    const command = commands[sequence];
    command?.();
    return command !== undefined;
  });

  useEffect(() => {
    let before = '';
    let forget: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event) ||
        document.querySelector('[role="dialog"]') !== null
      )
        return;
      const sequence = before === '' ? event.key : `${before} ${event.key}`;
      clearTimeout(forget);
      if (run(sequence) || run(event.key)) {
        event.preventDefault();
        before = '';
        return;
      }
      before = event.key;
      forget = setTimeout(() => (before = ''), TOGETHER_MS);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(forget);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
