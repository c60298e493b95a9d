/** Loaded before a program of the product (`--require`): the machine's clock is wrong by FAULTS_CLOCK_SHIFT_MS, for this process alone. */
const shiftMs = Number(process.env['FAULTS_CLOCK_SHIFT_MS'] ?? '0');
const trueNow = Date.now.bind(Date);

globalThis.Date = new Proxy(Date, {
  construct: (target, words: unknown[], newTarget) =>
    Reflect.construct(target, words.length === 0 ? [trueNow() + shiftMs] : words, newTarget) as Date,
  apply: () => new Date().toString(),
  get: (target, name, receiver) => (name === 'now' ? () => trueNow() + shiftMs : (Reflect.get(target, name, receiver) as unknown)),
});
