/** Something a person can put right: one sentence with its remedy, shown without a stack trace, exit code 1. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}
