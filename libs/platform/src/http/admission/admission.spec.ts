import { Admission } from './admission';
import { type AdmissionClass, roomFor } from './admission-class';

const room = roomFor({ INTAKE_AT_ONCE: 6, REQUESTS_AT_ONCE: 6 });
const impatient = { ...room, waitMs: { intake: 40, write: 30, read: 20, list: 10 }, waiting: { ...room.waiting, list: 1 } };

describe('who may begin when not everything can be done', () => {
  const enterMany = (admission: Admission, kind: AdmissionClass, times: number) =>
    Array.from({ length: times }, () => admission.enter(kind));

  it('keeps places for reports that nobody else can take', () => {
    const admission = new Admission(room);
    const begun = [...enterMany(admission, 'write', 10), ...enterMany(admission, 'read', 10), ...enterMany(admission, 'list', 10)];
    expect(begun.filter((one) => one === null)).toHaveLength(6);
    expect(enterMany(admission, 'intake', 6)).toEqual([null, null, null, null, null, null]);
  });

  it('lets lists take no more than a sixth, and reading no more than half', () => {
    const admission = new Admission(room);
    expect(enterMany(admission, 'list', 5).filter((one) => one === null)).toHaveLength(1);
    expect(enterMany(admission, 'read', 5).filter((one) => one === null)).toHaveLength(3);
  });

  it('gives a free place to the more important, however late it came', async () => {
    const admission = new Admission(room);
    void enterMany(admission, 'write', 4);
    void enterMany(admission, 'read', 2);
    const order: string[] = [];
    const wait = (kind: AdmissionClass): void => void Promise.resolve(admission.enter(kind)).then(() => order.push(kind));
    wait('list');
    wait('read');
    wait('write');
    for (let n = 0; n < 3; n++) {
      admission.leave('write');
      await new Promise(setImmediate);
    }
    expect(order).toEqual(['write', 'read', 'list']);
  });

  it('turns away what waited too long, the least important soonest, and what finds too many waiting', async () => {
    const admission = new Admission(impatient);
    void enterMany(admission, 'write', 4);
    void enterMany(admission, 'read', 2);
    const first = admission.enter('list');
    expect(admission.enter('list')).toBe('too-many-wait');
    const shed: string[] = [];
    const told = (kind: AdmissionClass, entered: ReturnType<Admission['enter']>) => Promise.resolve(entered).then(() => shed.push(kind));
    await Promise.all([told('list', first), told('write', admission.enter('write')), told('read', admission.enter('read'))]);
    expect(shed).toEqual(['list', 'read', 'write']);
    expect(await first).toBe('waited-too-long');
  });

  it('has lists go one at a time while the process is strained', () => {
    let strained = false;
    const admission = new Admission(roomFor({ INTAKE_AT_ONCE: 6, REQUESTS_AT_ONCE: 60 }), () => strained);
    expect(admission.enter('list')).toBeNull();
    expect(admission.enter('list')).toBeNull();
    strained = true;
    expect(admission.enter('list')).toBeInstanceOf(Promise);
    admission.leave('list');
    admission.leave('list');
    expect(admission.enter('read')).toBeNull();
  });
});
