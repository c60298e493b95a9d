/** Milliseconds of the machine's steady clock: the same one in every process, other than `performance.now()`. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
