/** An error as the driver gives it: an SQLSTATE, or the network's own code. */
export function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

export const connectionLost = (): Error => failure('ECONNRESET', 'Connection terminated unexpectedly');
export const refusedToConnect = (): Error => failure('ECONNREFUSED', 'connect ECONNREFUSED');
