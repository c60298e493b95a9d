/** Something a person can put right: one sentence with its remedy, shown without a stack trace. Exit code 1 unless a command has others. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
