import { checkpointConcern } from './checkpoint-concern';

describe('where checkpoints are sent', () => {
  const accepted = (url: string): boolean => checkpointConcern.schema.safeParse({ CHECKPOINT_WEBHOOK_URL: url }).success;

  it('is reached over TLS, or is this very machine', () => {
    expect(
      ['https://archive.example/checkpoints', 'http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]:9/'].filter(accepted),
    ).toHaveLength(4);
    const refused = [
      'http://archive.example/',
      'ftp://archive.example/',
      'http://127.0.0.1.archive.example/',
      'file:///etc/passwd',
      'archive',
    ];
    expect(refused.filter(accepted)).toEqual([]);
  });
});
