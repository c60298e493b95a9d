import { accountKeyOf, newLock, open, seal, unlock } from './lock';

const told = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');

describe('the letter box in the browser', () => {
  it('takes what anybody puts in, and gives it to its account alone', async () => {
    const own = await accountKeyOf(told(1));
    const lock = await newLock('l', 'a', own);
    const sealed = await seal(lock, { said: 'who must not be read' });
    expect(await open(await unlock(lock, own), sealed)).toEqual({ said: 'who must not be read' });
    await expect(unlock(lock, await accountKeyOf(told(2)))).rejects.toThrow();
    const lying = Buffer.concat([lock.publicKey, lock.privateKey, sealed.ephemeral, sealed.body].map((part) => Buffer.from(part))).toString(
      'latin1',
    );
    expect(lying).not.toContain('must not be read');
  });

  it('notices when something was changed', async () => {
    const own = await accountKeyOf(told(1));
    const lock = await newLock('l', 'a', own);
    const sealed = await seal(lock, { n: 1 });
    new Uint8Array(sealed.body).set([1, 2, 3], 20);
    await expect(open(await unlock(lock, own), sealed)).rejects.toThrow();
  });
});
