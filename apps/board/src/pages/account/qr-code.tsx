import { useMemo } from 'react';
import { encode } from 'uqr';

/** A QR code, drawn here: what it says goes nowhere. White around it, whatever the scheme, so that every telephone reads it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { size, data } = encode(text, { ecc: 'M', border: 3 });
    return { size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : []))).join('') };
  }, [text]);
  return (
    <svg
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      width={200}
      height={200}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ background: '#fff', borderRadius: 7 }}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
