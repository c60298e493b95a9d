import { AccessGuard } from '../../libs/access/src/http/access.guard';
import { Authenticator, PersonalData, type SignedInRequest } from '@bongsu/platform';
import { Sensitive } from '@bongsu/kernel';
import type { ExecutionContext } from '@nestjs/common';

/*
 * Preloaded into an api of the bench (`node --require`), for the floor of (g): the same program without what protects. Who calls is still asked (a
 * session is no policy), readings are still recorded; nobody asks what she may do or see, PostgreSQL is told of nobody's eyes, and texts are
 * written in the form of ciphertext, but in clear. The product itself has no such switch, and none of this is in its own folders.
 */

type Patched<Of> = { -readonly [Key in keyof Of]: Of[Key] } & Record<string, unknown>;

const guard = AccessGuard.prototype as unknown as Patched<AccessGuard>;
guard.canActivate = async function (this: AccessGuard, context: ExecutionContext): Promise<boolean> {
  if (context.getType() !== 'http') return true;
  const request = context.switchToHttp().getRequest<SignedInRequest>();
  const { authorization, cookie } = request.headers;
  const { authenticator } = this as unknown as { authenticator: Authenticator };
  const actor = await authenticator.authenticate({ authorization, cookie }, request.id);
  // As the house: whatever asks for her eyes is answered with everything.
  if (actor !== null) request.actor = { ...actor, kind: 'system', grants: [{ role: 'administrator', missions: '*' }, ...actor.grants] };
  return true;
};

const PREFIX = `bs1.${'A'.repeat(22)}.${'A'.repeat(16)}.${'A'.repeat(22)}.`;
const inForm = (value: Sensitive): string => PREFIX + Buffer.from(value.reveal(), 'utf8').toString('base64url');
const fromForm = (text: string): Sensitive => Sensitive.of(Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8'));
const sealer = {
  seal: (_property: string, value: Sensitive): string => inForm(value),
  maybe: (_property: string, value: Sensitive | null): string | null => (value === null ? null : inForm(value)),
};

interface Of {
  readonly subject: { readonly type: string } | null;
  readonly protectedFields: readonly { readonly property: string }[];
  subjectId(row: object): string;
}
type Row = Record<string, unknown>;

const personalData = PersonalData.prototype as unknown as Record<string, unknown>;
personalData.forNew = () => Promise.resolve(sealer);
personalData.forKnown = () => Promise.resolve(sealer);
personalData.forAllNew = (_tx: unknown, _of: unknown, ids: readonly string[]) => Promise.resolve(ids.map(() => sealer));
personalData.opened = (of: Of, rows: readonly Row[]) =>
  Promise.resolve(
    rows.map((row) => {
      const clear: Row = { ...row };
      for (const { property } of of.protectedFields) {
        const text = row[property];
        if (typeof text === 'string') clear[property] = fromForm(text);
      }
      const id = of.subjectId(row);
      return { row, clear, keys: [{ id, subject: { type: of.subject?.type ?? '', id } }] };
    }),
  );
