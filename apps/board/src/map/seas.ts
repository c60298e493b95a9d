import type { Language } from '../i18n';

/** Names of waters near which help has to find its way; the area next to Korea is named as the ministry names it. */
export const seas: readonly { lat: number; lng: number; rank: number; name: Record<Language, string> }[] = [
  { lat: 8, lng: -140, rank: 0, name: { ko: '태평양', en: 'Pacific Ocean' } },
  { lat: 31, lng: -56, rank: 0, name: { ko: '대서양', en: 'Atlantic Ocean' } },
  { lat: -22, lng: 78, rank: 0, name: { ko: '인도양', en: 'Indian Ocean' } },
  { lat: 39.6, lng: 134.4, rank: 1, name: { ko: '동해', en: 'East Sea' } },
  { lat: 35.6, lng: 123.2, rank: 2, name: { ko: '황해', en: 'Yellow Sea' } },
  { lat: 34.6, lng: 18.4, rank: 1, name: { ko: '지중해', en: 'Mediterranean Sea' } },
  { lat: 43.3, lng: 34.2, rank: 2, name: { ko: '흑해', en: 'Black Sea' } },
  { lat: 20.5, lng: 38.3, rank: 2, name: { ko: '홍해', en: 'Red Sea' } },
  { lat: 13.2, lng: 113.8, rank: 1, name: { ko: '남중국해', en: 'South China Sea' } },
];
