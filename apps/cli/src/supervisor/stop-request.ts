/** Ctrl-C, a polite kill, or the terminal closing. */
export interface StopRequest {
  readonly asked: Promise<void>;
  readonly wasAsked: () => boolean;
  /** What a second request does, when it comes a second or more after the first. */
  onSecond(action: () => void): void;
  dispose(): void;
}

export function listenForStop(): StopRequest {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let firstMs: number | undefined;
  let insist: () => void = () => undefined;
  let resolveAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (resolveAsked = resolve));
  const onSignal = (): void => {
    if (firstMs === undefined) {
      firstMs = performance.now();
      resolveAsked();
      // In a terminal one Ctrl-C comes twice: from the terminal itself and forwarded by npm.
    } else if (performance.now() - firstMs > 1_000) insist();
  };
  signals.forEach((name) => process.on(name, onSignal));
  return {
    asked,
    wasAsked: () => firstMs !== undefined,
    onSecond: (action) => (insist = action),
    dispose: () => signals.forEach((name) => process.off(name, onSignal)),
  };
}
