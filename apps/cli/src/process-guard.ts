import { spawn } from 'node:child_process';

/**
 * Ends what we started when we ourselves die without a chance to do so (kill -9, power-less terminal, out of memory).
 *
 * A small shell waits on a pipe that only this process holds. When the pipe closes, the shell lets those go first that leave by
 * themselves, interrupts the processes it watches, waits for them, kills what is left and removes the temporary folders. It runs in a session of its own, so that Ctrl-C in a
 * terminal does not reach it before us. On Windows there is no such guard; the next start recovers instead.
 */
export interface ProcessGuard {
  /** `end` this process if we die. */
  watch(pid: number): void;
  /** This process has ended: its number may be somebody else's by the time we die. */
  forget(pid: number): void;
  /** This process leaves by itself when we die: give it up to fifteen seconds before the watched ones are ended. */
  letGoFirst(pid: number): void;
  /** Remove this folder if we die, after the processes are gone. */
  removeFolder(path: string): void;
  /** Everything was ended in order; the guard has nothing left to do. */
  dismiss(): void;
}

/** Twenty seconds for an orderly end, as PostgreSQL may have to write a checkpoint first. */
const script = `
pids=; folders=; first=
gone() {
  tries=0
  while [ $tries -lt "$1" ]; do
    alive=
    for pid in $2; do kill -0 "$pid" 2>/dev/null && alive=1; done
    [ -z "$alive" ] && return
    sleep 0.1
    tries=$((tries + 1))
  done
}
while IFS= read -r line; do
  case $line in
    watch\\ *) pids="$pids \${line#watch }" ;;
    forget\\ *)
      rest=
      for pid in $pids; do [ "$pid" = "\${line#forget }" ] || rest="$rest $pid"; done
      pids=$rest ;;
    first\\ *) first="$first \${line#first }" ;;
    remove\\ *) folders="$folders\${line#remove }
" ;;
    dismiss) exit 0 ;;
  esac
done
gone 150 "$first"
for pid in $pids; do kill -INT "$pid" 2>/dev/null; done
gone 200 "$pids"
for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
printf '%s' "$folders" | while IFS= read -r folder; do rm -rf -- "$folder"; done
`;

export function guardProcesses(): ProcessGuard {
  if (process.platform === 'win32')
    return {
      watch: () => undefined,
      forget: () => undefined,
      letGoFirst: () => undefined,
      removeFolder: () => undefined,
      dismiss: () => undefined,
    };
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  // The pipe alone must not keep us alive.
  (shell.stdin as unknown as { unref(): void }).unref();
  const tell = (line: string): void => void shell.stdin.write(`${line}\n`);
  return {
    watch: (pid) => tell(`watch ${String(pid)}`),
    forget: (pid) => tell(`forget ${String(pid)}`),
    letGoFirst: (pid) => tell(`first ${String(pid)}`),
    removeFolder: (path) => tell(`remove ${path}`),
    dismiss: () => shell.stdin.end('dismiss\n'),
  };
}
