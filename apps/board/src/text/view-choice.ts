const YEAR_S = 31_536_000;

/**
 * Which board this person wants, kept in a cookie and not in the storage: the server answers the first request with the right page, before a byte of
 * the other one is sent. It says nothing about the person.
 */
function choose(view: 'text' | 'picture'): void {
  document.cookie = `bongsu_view=${view}; path=/; max-age=${String(YEAR_S)}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

export function chooseText(): void {
  choose('text');
  location.assign('/text');
}

export function choosePicture(): void {
  choose('picture');
  location.assign('/');
}
