import { ApiError } from '../api/problem';
import { Failure } from './failure';

/** What went wrong with an account, unless it already stands beside one of `fields`. */
export function AccountFailure({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (error === null || error === undefined) return null;
  if (error instanceof ApiError && error.fields.some(({ field }) => fields.includes(field))) return null;
  return <Failure error={error} />;
}
