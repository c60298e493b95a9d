import { earthquakeReport, presented } from '../../test/presented';
import { presentSitrep } from './present-sitrep';
import { escaped, sitrepHtml } from './sitrep-html';
import { sitrepWords } from './sitrep-words';

describe('a situation report on a page', () => {
  const english = sitrepHtml(presented('en', 'First line\nSecond line'));
  const korean = sitrepHtml(presented('ko'));
  const stored = earthquakeReport('en');
  const counts = stored.headcount.series;
  const countRows = (page: string): string[][] => {
    const [section = ''] = page.slice(page.indexOf('Nationals: head-count estimates')).split('</table>');
    return [...section.matchAll(/<tr>(<td.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell),
    );
  };

  it('speaks the language it was issued in', () => {
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Situation report No. 3');
    expect(english).toContain('As of 2023-02-06 05:00 (UTC+03:00)');
    expect(korean).toContain('<html lang="ko">');
    expect(korean).toContain('상황보고 제3보');
    expect(korean).toContain('위기경보');
    expect(korean).not.toMatch(/>(Reports|Verified|Gaps)/);
  });

  it('shows the figures with their sources', () => {
    expect(english).toContain('5 in all: 3 verified (A–B), 2 unverified (C–E).');
    expect(english).toContain('not enough in store (100 missing)');
  });

  it('lists the head-counts one by one, the corrected one replaced, with no change from one to the next and no figure above them', () => {
    const rows = countRows(english);
    expect(rows.map((cells) => cells.slice(1, 5))).toEqual([
      ['2', '2', '2', `B verified · in place of ${counts[0]?.reportCode}`],
      ['11', '11', '11', 'A verified'],
      ['60', '100', '140', 'D unverified'],
    ]);
    expect(rows.map((cells) => cells[5])).toEqual(counts.slice(1).map(({ reportCode }) => reportCode));
    expect(rows[0]?.[6]).toBe('TR · KR-EMB-TR');
    expect(english).toMatch(
      new RegExp(
        `Superseded estimates, no longer in force:.*${counts[0]?.reportCode} \\(best 1, .*\\), superseded by ${counts[1]?.reportCode}<`,
        's',
      ),
    );
    expect(korean).toContain(`대체 신고: ${counts[1]?.reportCode}`);
    expect(english).toContain('estimates from reports about different groups of people. They must not be added up or compared');
    expect(korean).toContain('서로 다른 집단에 관한 신고에서 나온 추정치이므로 더하거나 서로 비교해서는 안 됩니다.');
    expect(english).not.toMatch(/Change|Verified estimate|Latest estimate/);
  });

  it('prints the head-counts of a report that was issued in the earlier layout, without what it held against each other', () => {
    const series = counts.map(({ reportCode, at, low, best, high, grade, corrected }) => ({
      ...{ reportCode, at, low, best, high, grade, corrected },
      delta: best - 1_000,
    }));
    const earlier = { ...stored, layout: 1 as const, headcount: { verified: series[2], latest: series[3], series } };
    const page = sitrepHtml(presentSitrep(earlier, 'ab'.repeat(32)));
    expect(countRows(page).map((cells) => [cells[2], cells[4], cells[6]])).toEqual([
      ['1', 'C unverified · corrected later', '–'],
      ['2', 'B verified', '–'],
      ['11', 'A verified', '–'],
      ['100', 'D unverified', '–'],
    ]);
    expect(page).not.toMatch(/[−-]9\d\d|undefined/);
  });

  it('says above all else, and over every page, that it is not in force any more', () => {
    const endedAt = '2023-02-06T03:00:00.000Z';
    const page = sitrepHtml(presented('ko', null, { state: 'withdrawn', supersededBy: null, reason: '장소 <오류>', endedAt }));
    expect(page).toContain('<aside class="mark" role="note"><strong>철회됨</strong><p>이 보고를 근거로 삼지 마십시오.</p>');
    expect(page).toContain('<p>2023-02-06 06:00 (UTC+03:00) · 2023-02-06 12:00 KST</p><p>장소 &lt;오류&gt;</p>');
    expect(page.indexOf('class="mark"')).toBeLessThan(page.indexOf('<main>'));
    expect(english).not.toContain('class="mark"');
  });

  it('has a paragraph for each line of the highlights', () => {
    expect(english).toContain('<p class="strong">First line</p>\n<p class="strong">Second line</p>');
  });

  it('escapes whatever people typed', () => {
    const typed = `<script>alert('1')</script> & "quotes" <img src=x onerror=alert(1)>`;
    const page = sitrepHtml(presented('en', typed));
    expect(page).toContain(escaped(typed));
    expect(page).not.toMatch(/<(script|img)/);
    expect(escaped(typed)).toBe(
      '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;quotes&quot; &lt;img src=x onerror=alert(1)&gt;',
    );
  });

  it('brings the Korean letters along that it needs, and none where there is no Korean', () => {
    expect(english).not.toContain('@font-face');
    const faces = [...korean.matchAll(/@font-face\{[^}]*font-weight:(\d+)[^}]*unicode-range:([^}]+)\}/g)].map(([, weight, range = '']) => ({
      weight,
      ranges: range.split(',').map((piece) =>
        piece
          .replace('U+', '')
          .split('-')
          .map((end) => Number.parseInt(end, 16)),
      ),
    }));
    const has = (weight: string, character: string): boolean =>
      faces.some(
        (face) =>
          face.weight === weight &&
          face.ranges.some(([from = 0, to = 0]) => from <= (character.codePointAt(0) ?? 0) && (character.codePointAt(0) ?? 0) <= to),
      );
    const written = korean.slice(korean.indexOf('<body>')).match(/[가-힣]/g) ?? [];
    expect(written.filter((character) => !has('400', character))).toEqual([]);
    for (const character of '상황보고제보위기경보') expect(has('600', character)).toBe(true);
    expect(korean.length).toBeLessThan(1_500_000);
  });

  it('loads nothing and runs nothing', () => {
    for (const page of [english, korean]) {
      expect(page.replaceAll(/url\(data:font\/woff2;base64,[\w+/=]+\)/g, '')).not.toMatch(
        /<script|<link|<img|<iframe|url\(|@import|https?:|\son\w+=/i,
      );
    }
  });

  it('has every word in both languages', () => {
    const keys = (words: object, path = ''): string[] =>
      Object.entries(words).flatMap(([key, value]) =>
        typeof value === 'object' && value !== null ? keys(value as object, `${path}${key}.`) : [path + key],
      );
    expect(keys(sitrepWords.ko).sort()).toEqual(keys(sitrepWords.en).sort());
  });
});
