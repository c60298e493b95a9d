import { stackedMarks } from './stacked-marks';

const seoul = { lat: 37.5665, lng: 126.978 };
const lima = { lat: -12.05, lng: -77.04 };

describe('incidents at one place', () => {
  it('puts the highest alert level on top, then the most urgent', () => {
    const marks = stackedMarks([
      { id: 'serious', urgency: 'U3', alertLevel: 'serious', ...seoul },
      { id: 'urgent', urgency: 'U1', alertLevel: 'none', ...seoul },
      { id: 'calm', urgency: 'U4', alertLevel: 'none', ...seoul },
      { id: 'alert', urgency: 'U2', alertLevel: 'alert', ...seoul },
    ]);
    expect(marks.map(({ id }) => id)).toEqual(['calm', 'urgent', 'alert', 'serious']);
  });

  it('says on the top one, and only there, how many they are', () => {
    const marks = stackedMarks([
      { id: 'top', urgency: 'U2', alertLevel: 'caution', ...seoul },
      { id: 'below', urgency: 'U1', alertLevel: 'none', lat: seoul.lat + 0.0001, lng: seoul.lng },
      { id: 'alone', urgency: 'U1', alertLevel: 'none', ...lima },
    ]);
    expect(Object.fromEntries(marks.map(({ id, here }) => [id, here]))).toEqual({ top: 2, below: 1, alone: 1 });
  });
});
