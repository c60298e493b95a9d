import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

const PARAMETER = 'report';

/** A report is opened beside whatever page one is on; its id stands in the address, so it can be sent to a colleague. */
export function useOpenReport(): (reportId: string) => void {
  const [, setParameters] = useSearchParams();
  return useCallback(
    (reportId) =>
      setParameters((before) => {
        before.set(PARAMETER, reportId);
        return before;
      }),
    [setParameters],
  );
}

export function useOpenedReport(): { reportId: string | null; close: () => void } {
  const [parameters, setParameters] = useSearchParams();
  const close = useCallback(
    () =>
      setParameters((before) => {
        before.delete(PARAMETER);
        return before;
      }),
    [setParameters],
  );
  return { reportId: parameters.get(PARAMETER), close };
}
