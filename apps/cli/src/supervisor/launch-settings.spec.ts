import { launchSettings, walArchiveOf } from './launch-settings';

describe('the archive of WAL that was asked for', () => {
  const of = (environment: Record<string, string>) => walArchiveOf(launchSettings(environment));
  const [BONGSU_WAL_ARCHIVE_DIR, DATABASE_URL] = ['/archive/bongsu', 'postgres://nobody@localhost/nothing'];

  it('is that of the embedded database, or none', () => {
    expect(of({ BONGSU_WAL_ARCHIVE_DIR })).toBe(BONGSU_WAL_ARCHIVE_DIR);
    expect(of({ DATABASE_URL })).toBeNull();
    expect(of({})).toBeNull();
  });

  it('is refused beside a server of one’s own, which would archive nothing there', () => {
    expect(() => of({ BONGSU_WAL_ARCHIVE_DIR, DATABASE_URL })).toThrow('for the embedded database alone');
  });
});
