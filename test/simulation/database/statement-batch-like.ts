/** What libs/platform/src/database/statement-batch.ts hands to a connection. */
export interface StatementBatchLike {
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
  handleRowDescription(description: { fields: readonly { name: string; dataTypeID: number }[] }): void;
  handleDataRow(row: { fields: readonly (string | null)[] }): void;
  handleCommandComplete(complete: { text: string }): void;
  handleError(failure: Error, wire: object): void;
  handleReadyForQuery(): void;
}
