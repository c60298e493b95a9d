/**
 * Hands one checkpoint to an address outside this machine: POST, the signed line as `application/jose`. Follows no redirect. Throws with a
 * short reason when it was not taken (2xx) in time.
 */
export async function sendCheckpoint(url: string, token: string | undefined, jws: string, timeoutMs: number): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body: jws,
    headers: {
      'content-type': 'application/jose',
      'user-agent': 'bongsu/0.1',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the address answered ${String(response.status)}`);
}
